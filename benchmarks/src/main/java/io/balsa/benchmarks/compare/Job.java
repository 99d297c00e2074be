package io.balsa.benchmarks.compare;

import io.balsa.benchmarks.peer.Peer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One process of a comparison: a peer in one of its modes, under one row's load, for one repetition.
 *
 * @param row        what it is asked to do
 * @param peer       who is asked
 * @param mode       of the peer
 * @param repetition from 1 on
 */
record Job(Row row, Peer peer, String mode, int repetition) {
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

    private String name() {
        return peer.name() + "-" + mode + "-" + repetition;
    }

    /** Arguments of {@code bench}. */
    List<String> arguments(Path directory, int warmupS, int seconds) {
        List<String> arguments = new ArrayList<>(List.of("load", "--peer", peer.name(), "--mode", mode));
        arguments.addAll(List.of("--place", row.place().word()));
        arguments.addAll(List.of("--durability", row.fsync() ? "fsync" : "page-cache"));
        arguments.addAll(List.of("--payload", Integer.toString(row.payload())));
        arguments.addAll(List.of("--warmup", Integer.toString(warmupS), "--seconds", Integer.toString(seconds)));
        arguments.addAll(List.of("--report", report(directory).toString()));
        arguments.addAll(row.load());
        return arguments;
    }
}
