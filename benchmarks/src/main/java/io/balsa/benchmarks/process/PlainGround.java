package io.balsa.benchmarks.process;

import io.balsa.benchmarks.Directories;
import io.balsa.benchmarks.peer.Members;
import java.io.IOException;
import java.nio.file.Path;

/** The loopback interface and one directory. */
final class PlainGround implements Ground {
    private final Path directory;
    private final Path drivers;
    private final Members members;

    /** {@code directory}: of who made it. */
    PlainGround(Path directory) throws IOException {
        this.directory = directory;
        this.drivers = Directories.forDrivers(directory);
        this.members = Members.onLoopback(drivers);
    }

    @Override
    public Members members() {
        return members;
    }

    @Override
    public Path directory(int node) {
        return directory;
    }

    @Override
    public void close() throws IOException {
        Directories.delete(drivers);
    }
}
