package io.balsa.client;

import io.balsa.node.CallDesk;
import io.balsa.node.Completer;
import io.balsa.spi.ClientTransport;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;

/** A running client: the desk where callers place calls, the loop behind it, and a thread that tells outcomes. */
public sealed interface Client extends AutoCloseable permits ThreadedClient, PolledClient {
    /** Where callers place calls. */
    CallDesk desk();

    /** One turn of the loop; see {@link PolledClient}. @throws IllegalStateException when the loop has a thread of its own */
    int poll();

    /** As {@link #poll()}; where there is nothing to do, waits up to {@code ns}, and up to a millisecond more, until there is. */
    int poll(long ns);

    /** Takes no more calls, gives those under way the close timeout to end, and tells the rest what is known. Idempotent. */
    @Override
    void close();

    /**
     * Starts a client whose loop has a thread of its own.
     *
     * @param transport its own from now on, and closed with it
     */
    static Client start(ClientSettings settings, ClientTransport transport) {
        return make(settings, transport, ThreadedClient::new);
    }

    /** Makes a client whose loop turns when somebody polls. @param transport its own from now on, and closed with it */
    static Client polled(ClientSettings settings, ClientTransport transport) {
        return make(settings, transport, PolledClient::new);
    }

    private static Client make(
            ClientSettings settings, ClientTransport transport, BiFunction<ClientSettings, Parts, Client> maker) {
        try {
            return maker.apply(settings, new Parts(settings, transport));
        } catch (RuntimeException e) {
            transport.close();
            throw e;
        }
    }

    /** What both kinds are made of. */
    final class Parts {
        final NanoClock clock = SystemNanoClock.INSTANCE;
        final CallDesk desk;
        final ClientLoop loop;
        final Completer completer;
        final String name;
        private final Thread completerThread;

        private Parts(ClientSettings settings, ClientTransport transport) {
            long session = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
            name = Long.toHexString(session);
            desk = new CallDesk(settings.limits(), clock, (int) session);
            loop = new ClientLoop(settings, transport, desk, clock, session);
            completer = new Completer(
                    desk.completions(),
                    Thread::startVirtualThread,
                    settings.limits().backlogs().maxCompleterThreads());
            completerThread =
                    Thread.ofVirtual().name("balsa-client-completer-" + name).unstarted(completer);
        }

        void startCompleter() {
            completerThread.start();
        }
    }
}
