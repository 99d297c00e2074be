package io.balsa.client;

import io.balsa.node.CallDesk;
import io.balsa.node.Completer;
import io.balsa.node.PolledLoop;

/** A client whose loop is turned by whoever polls it, one thread for all its life. */
final class PolledClient implements Client {
    private final CallDesk desk;
    private final PolledLoop loop;
    private final Completer completer;

    PolledClient(ClientSettings settings, Parts parts) {
        desk = parts.desk;
        completer = parts.completer;
        loop = new PolledLoop(parts.loop, parts.clock, settings.limits().closeTimeoutNs());
        desk.connect(loop, completer);
        parts.startCompleter();
    }

    @Override
    public CallDesk desk() {
        return desk;
    }

    /** @throws RuntimeException what ended the loop: every call was told what is known of it */
    @Override
    public int poll() {
        try {
            return loop.poll();
        } finally {
            endIfOver();
        }
    }

    @Override
    public int poll(long ns) {
        try {
            return loop.poll(ns);
        } finally {
            endIfOver();
        }
    }

    @Override
    public void close() {
        try {
            loop.stop();
        } finally {
            endIfOver();
        }
    }

    private void endIfOver() {
        if (loop.isOnLoop() && loop.hasEnded()) {
            completer.end();
        }
    }
}
