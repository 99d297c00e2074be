package io.balsa.benchmarks.load;

import io.balsa.benchmarks.peer.Cluster;
import io.balsa.benchmarks.peer.Place;
import io.balsa.benchmarks.peer.Session;
import java.io.IOException;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/** A client that sends at paces and measures. One thread. */
public final class LoadClient implements AutoCloseable {
    private final Session session;
    private final Sender sender;

    private LoadClient(Session session, Sender sender) {
        this.session = session;
        this.sender = sender;
    }

    /** Connects. {@code payload}: bytes of a command, 8 or more. */
    public static LoadClient connect(Cluster cluster, Place place, int payload) throws Exception {
        Recording recording = new Recording();
        Session session = cluster.connect(place, recording);
        return new LoadClient(session, new Sender(cluster, session, recording, payload));
    }

    /**
     * Sends for that long, and waits for the last answer.
     *
     * @throws IllegalStateException when a command was lost or refused
     */
    public Measured run(Pace pace, long ns) throws IOException, InterruptedException {
        return sender.run(pace, ns);
    }

    /**
     * The same with an open loop that goes on while it tells its latencies.
     *
     * @param onStretch gets those of each stretch of that length; the last ones are in what is returned
     */
    public Measured run(Pace pace, long ns, long stretchNs, Consumer<Histogram> onStretch)
            throws IOException, InterruptedException {
        sender.tellEvery(stretchNs, onStretch);
        return sender.run(pace, ns);
    }

    /** Commands sent, ever. */
    public long sent() {
        return sender.sent();
    }

    @Override
    public void close() throws Exception {
        session.close();
    }
}
