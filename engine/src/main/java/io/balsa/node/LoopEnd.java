package io.balsa.node;

import io.balsa.api.Reason;
import io.balsa.spi.Journal;
import io.balsa.spi.Transport;

/** How a loop ends: nobody is left without an answer, and nothing is left open, whatever fails on the way. */
final class LoopEnd {
    private final LoopParts parts;
    private final Journal journal;
    private final Transport transport;

    LoopEnd(LoopParts parts, Journal journal, Transport transport) {
        this.parts = parts;
        this.journal = journal;
        this.transport = transport;
    }

    void run(boolean inGoodOrder) {
        Ending ending = new Ending();
        ending.step("tell the callers", parts.calls::giveUpAll);
        ending.step("refuse the callers in the ring", parts.ingress::end);
        ending.step("wake the callers", () -> parts.completions.flush(parts.clock.nowNs()));
        if (inGoodOrder) {
            ending.step("tell the clients", this::tellOthers);
        }
        ending.step("close the journal", journal::close);
        ending.step("close the transport", transport::close);
        ending.step("tell the last status", parts.statusBoard::publish);
        ending.done();
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
}
