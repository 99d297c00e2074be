package io.balsa.node;

import io.balsa.api.Reason;
import io.balsa.spi.Journal;
import io.balsa.spi.Transport;

/** How a loop ends: nobody is left without an answer, and nothing is left open, whatever fails on the way. */
final class LoopEnd {
    private static final System.Logger LOG = System.getLogger(LoopEnd.class.getName());

    private final LoopParts parts;
    private final Journal journal;
    private final Transport transport;

    LoopEnd(LoopParts parts, Journal journal, Transport transport) {
        this.parts = parts;
        this.journal = journal;
        this.transport = transport;
    }

    void run(boolean inGoodOrder) {
        step("tell the callers", this::tellCallers);
        if (inGoodOrder) {
            step("tell the clients", this::tellOthers);
        }
        step("close the journal", journal::close);
        step("close the transport", transport::close);
        step("tell the last status", () -> parts.statusBoard.publish(parts.status()));
    }

    private void tellCallers() {
        parts.ingress.end();
        parts.calls.giveUpAll();
        parts.completions.flush(parts.clock.nowNs());
    }

    private void tellOthers() {
        Origin origin = new Origin();
        for (long index = parts.pending.low(); parts.pending.size() > 0 && index <= parts.pending.high(); index++) {
            if (parts.pending.isAt(index)) {
                parts.pending.take(index, origin);
                parts.answers.unknown(origin, Reason.CLOSED);
            }
        }
        parts.queries.close();
        parts.answers.flush();
        parts.clients.sayGoodbyeToAll();
        transport.flush();
    }

    private static void step(String what, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "could not " + what + " while the node stopped: " + e, e);
        }
    }
}
