package io.balsa.benchmarks.compare;

import io.balsa.benchmarks.peer.DistributedPeer;
import io.balsa.benchmarks.peer.Peer;
import io.balsa.benchmarks.peer.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Load at some paces.
 *
 * @param id        as of every row
 * @param title     as of every row
 * @param place     of the client
 * @param fsync     whether every answer waits for a sync of a majority
 * @param payload   bytes of a command
 * @param processes whether each node has a process of its own
 * @param isOpen    whether the paces are rates; else they are windows
 * @param paces     in order
 */
record LoadRow(
        String id,
        String title,
        Place place,
        boolean fsync,
        int payload,
        boolean processes,
        boolean isOpen,
        List<Integer> paces)
        implements Row {
    private static final int START_AND_END_S = 12;
    private static final int SETTLE_S = 1;
    private static final int MOST_WHERE_NOTHING_IS_DEMANDED = 2;

    @Override
    public boolean isFor(Peer peer) {
        boolean runs = !processes || peer instanceof DistributedPeer;
        return runs && peer.supports(place) && peer.supportsFsync(fsync);
    }

    @Override
    public List<String> modes(Peer peer, List<String> some) {
        return some;
    }

    /** The row that shows which modes of a peer are worth a run in this one. */
    String modesFrom() {
        if (place == Place.EMBEDDED) {
            return Matrix.EMBEDDED_PAGE_CACHE;
        }
        return fsync ? Matrix.REMOTE_FSYNC : Matrix.REMOTE_PAGE_CACHE;
    }

    /** Whether each mode is run here: of what something is demanded, the best mode may be one that is best at nothing else. */
    boolean showsModes() {
        return Matrix.isJudged(id);
    }

    @Override
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("load", "--place", place.word()));
        arguments.addAll(List.of("--durability", fsync ? "fsync" : "page-cache"));
        arguments.addAll(List.of("--payload", Integer.toString(payload)));
        if (processes) {
            arguments.add("--processes");
        }
        arguments.add(isOpen ? "--rate" : "--window");
        arguments.add(paces.stream().map(Object::toString).collect(Collectors.joining(",")));
        return arguments;
    }

    @Override
    public int repetitions(int asked) {
        return Matrix.isJudged(id) ? asked : Math.min(asked, MOST_WHERE_NOTHING_IS_DEMANDED);
    }

    /** Windows are warmed up together and rates one by one, both until the JVM compiles no more, which is about as long again. */
    @Override
    public int expectedS(Peer peer, int warmupS, int seconds) {
        int warmUps = isOpen ? paces.size() : 1;
        return START_AND_END_S + warmupS + warmUps * warmupS + paces.size() * (seconds + SETTLE_S);
    }
}
