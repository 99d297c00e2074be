package io.balsa.benchmarks.process;

import io.balsa.benchmarks.peer.Members;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where the nodes of a cluster stand: their addresses and disks, and what can be done to those. One thread. */
public interface Ground extends AutoCloseable {
    /** Who hears where. */
    Members members();

    /** For the files of a node, which counts from 0. */
    Path directory(int node);

    /** What stands before the command that starts a node. */
    default List<String> prefix(int node) {
        return List.of();
    }

    /** Takes from a node what this ground can take. */
    default void impair(int node) throws IOException {
        throw new UnsupportedOperationException("nothing can be taken here");
    }

    /** Gives it back. */
    default void restore(int node) throws IOException {}

    /** Undoes everything; the nodes have ended. */
    @Override
    void close() throws IOException;

    /** The loopback interface and one directory, of who made it. */
    static Ground plain(Path directory) throws IOException {
        return new PlainGround(directory);
    }

    /** A network that can be taken from a node. Needs Linux and root. */
    static Ground withNetwork(Path directory) throws IOException {
        return NetworkGround.make(directory);
    }

    /** A disk for each node, which can be made to stand still. Needs Linux and root. */
    static Ground withDisks(Path directory) throws IOException {
        return DiskGround.make(directory);
    }
}
