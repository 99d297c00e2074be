package io.balsa.benchmarks.process;

import io.balsa.benchmarks.Directories;
import io.balsa.benchmarks.Undoing;
import io.balsa.benchmarks.peer.Members;
import io.balsa.benchmarks.peer.Spec;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * A small file system for each node, in a file: what is taken from a node is that its disk goes on. Every write and sync then
 * waits in the kernel, as with a disk that does not answer. Needs Linux, ext4, {@code fsfreeze} and root.
 */
final class DiskGround implements Ground {
    private static final long SIZE = 4L << 30;

    private final Path directory;
    private final Path drivers;
    private final Members members;
    private final Set<Integer> mounted = new HashSet<>();
    private final Set<Integer> frozen = new HashSet<>();

    private DiskGround(Path directory) throws IOException {
        this.directory = directory;
        this.drivers = Directories.forDrivers(directory);
        this.members = Members.onLoopback(drivers);
    }

    static DiskGround make(Path directory) throws IOException {
        DiskGround ground = new DiskGround(directory);
        try {
            for (int node = 0; node < Spec.NODES; node++) {
                ground.mount(node);
            }
            return ground;
        } catch (IOException e) {
            ground.close();
            throw new IOException("file systems cannot be mounted here, which needs Linux and root", e);
        }
    }

    private void mount(int node) throws IOException {
        Path image = directory.resolve("disk-" + node + ".image");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(SIZE);
        }
        Shell.run("mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=1,lazy_journal_init=1", image.toString());
        Files.createDirectories(directory(node));
        Shell.run("mount", "-o", "loop", image.toString(), directory(node).toString());
        mounted.add(node);
    }

    @Override
    public Members members() {
        return members;
    }

    @Override
    public Path directory(int node) {
        return directory.resolve("disk-" + node);
    }

    @Override
    public void impair(int node) throws IOException {
        Shell.run("fsfreeze", "--freeze", directory(node).toString());
        frozen.add(node);
    }

    @Override
    public void restore(int node) throws IOException {
        if (frozen.remove(node)) {
            Shell.run("fsfreeze", "--unfreeze", directory(node).toString());
        }
    }

    @Override
    public void close() throws IOException {
        Undoing undoing = new Undoing();
        for (int node : Set.copyOf(mounted)) {
            undoing.step(() -> restore(node));
            undoing.step(() -> Shell.run("umount", directory(node).toString()));
            mounted.remove(node);
        }
        undoing.step(() -> Directories.delete(drivers));
        undoing.end();
    }
}
