package io.balsa.benchmarks.compare;

import io.balsa.benchmarks.peer.DistributedPeer;
import io.balsa.benchmarks.peer.Peer;
import io.balsa.benchmarks.peer.Spec;
import java.nio.file.Path;
import java.util.List;

/**
 * Something else than load, of the peers that have a process for each node, in the mode of who chooses none.
 *
 * @param id           as of every row
 * @param title        as of every row
 * @param arguments    as of every row
 * @param fixedS       about how many seconds it takes beside those of the options
 * @param measurements that each take the seconds of the options
 * @param elections    that it waits for, whose time is the peer's
 */
record FindingsRow(String id, String title, List<String> arguments, int fixedS, int measurements, int elections)
        implements Row {
    private static final long SECOND_MS = 1000;

    @Override
    public boolean isFor(Peer peer) {
        return peer instanceof DistributedPeer;
    }

    @Override
    public List<String> modes(Peer peer, List<String> some) {
        return peer instanceof DistributedPeer distributed ? List.of(distributed.usualMode()) : List.of();
    }

    /** One: each has its own within, or is long. */
    @Override
    public int repetitions(int asked) {
        return 1;
    }

    @Override
    public int expectedS(Peer peer, int warmupS, int seconds) {
        return fixedS + warmupS + measurements * seconds + elections * electionS(peer);
    }

    /** A timeout until another node is elected, and as much until the one that led takes part again. */
    private static int electionS(Peer peer) {
        if (!(peer instanceof DistributedPeer distributed)) {
            return 0;
        }
        Spec usual =
                new Spec(distributed.usualMode(), true, Matrix.USUAL_PAYLOAD, Path.of(""), distributed.usualSettings());
        return (int) (2 * distributed.electionTimeout(usual).toMillis() / SECOND_MS);
    }
}
