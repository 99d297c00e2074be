package io.balsa.benchmarks.compare;

import io.balsa.benchmarks.peer.Peer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One process of a comparison: a peer in one of its modes, in one row, for one repetition.
 *
 * @param row        what it is asked to do
 * @param peer       who is asked
 * @param mode       of the peer
 * @param repetition from 1 on
 */
record Job(Row row, Peer peer, String mode, int repetition) {
    /** Its first repetition. */
    Job first() {
        return new Job(row, peer, mode, 1);
    }

    /** As it is told to who waits. */
    String title() {
        return row.id() + "  " + peer.name() + " " + mode + "  repetition " + repetition;
    }

    /** Where its report goes. */
    Path report(Path directory) {
        return directory.resolve(row.id()).resolve(name() + ".json");
    }

    /** Where what it printed goes. */
    Path log(Path directory) {
        return directory.resolve(row.id()).resolve(name() + ".log");
    }

    /** Where it is noted how often it failed, a line each time. */
    Path failures(Path directory) {
        return directory.resolve(row.id()).resolve(name() + ".failed");
    }

    private String name() {
        return peer.name() + "-" + mode + "-" + repetition;
    }

    /** Arguments of {@code bench}. */
    List<String> arguments(Path directory, int warmupS, int seconds) {
        List<String> arguments = new ArrayList<>(row.arguments());
        arguments.addAll(List.of("--peer", peer.name(), "--mode", mode));
        arguments.addAll(List.of("--warmup", Integer.toString(warmupS), "--seconds", Integer.toString(seconds)));
        arguments.addAll(List.of("--report", report(directory).toString()));
        return arguments;
    }
}
