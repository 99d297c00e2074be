package io.balsa.server.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Node processes that form one cluster on this machine, in temporary folders. {@link #close} ends the processes and deletes
 * the folders, and so does the end of this process, unless it is killed itself.
 */
public final class LocalCluster implements AutoCloseable {
    private static final String MAIN = "io.balsa.server.Main";
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private final Path folder;
    private final Path driverFolder;
    private final List<NodeProcess> nodes = new ArrayList<>();
    private final Thread cleanUp = new Thread(this::endEarly, "local-cluster-clean-up");
    private boolean closed;

    private LocalCluster(Path folder, Path driverFolder) {
        this.folder = folder;
        this.driverFolder = driverFolder;
    }

    /**
     * Writes the files of a cluster; starts nothing yet.
     *
     * @param name     of the cluster, and how its folders begin
     * @param size     number of nodes
     * @param settings HOCON that every node gets besides its own; may be empty
     * @param flags    for every node's java
     */
    public static LocalCluster create(String name, int size, String settings, List<String> flags) throws IOException {
        Path folder = Files.createTempDirectory(name + "-");
        boolean shared = Files.isWritable(SHARED_MEMORY);
        Path driverFolder = shared ? Files.createTempDirectory(SHARED_MEMORY, name + "-") : folder.resolve("driver");
        LocalCluster cluster = new LocalCluster(folder, driverFolder);
        Runtime.getRuntime().addShutdownHook(cluster.cleanUp);
        List<Integer> peerPorts = FreePorts.udp(size);
        List<Integer> redisPorts = FreePorts.tcp(size);
        for (int id = 1; id <= size; id++) {
            Path file = folder.resolve("node" + id + ".conf");
            Files.writeString(file, cluster.file(name, id, peerPorts, redisPorts.get(id - 1)) + settings + "\n");
            List<String> command = JavaCommand.of(MAIN, flags, List.of("node", "--config", file.toString()));
            Path log = folder.resolve("node" + id + ".log");
            cluster.nodes.add(new NodeProcess(id, redisPorts.get(id - 1), command, log));
        }
        return cluster;
    }

    /** Where everything but the media drivers' buffers lies. */
    public Path folder() {
        return folder;
    }

    public List<NodeProcess> nodes() {
        return nodes;
    }

    public NodeProcess node(int id) {
        return nodes.get(id - 1);
    }

    public void startAll() throws IOException {
        for (NodeProcess node : nodes) {
            node.start();
        }
    }

    /** The node that leads in the highest term, as far as the nodes say; null when none does. */
    public @Nullable NodeProcess leader() {
        NodeProcess leader = null;
        long term = -1;
        for (NodeProcess node : nodes) {
            NodeInfo info = node.info();
            if (info != null && info.isLeader() && info.term() > term) {
                leader = node;
                term = info.term();
            }
        }
        return leader;
    }

    /** Waits until there is a leader that every node follows. */
    public NodeProcess awaitLeader(Duration patience) throws IOException {
        await("a leader that all nodes follow", patience, () -> {
            NodeProcess leader = leader();
            return leader != null
                    && nodes.stream().map(NodeProcess::info).allMatch(i -> i != null && i.leaderId() == leader.id());
        });
        NodeProcess leader = leader();
        return leader != null ? leader : awaitLeader(patience);
    }

    /** Waits until all nodes have applied the same commands; the hash of the state that they then have in common. */
    public String awaitEqualState(Duration patience) throws IOException {
        String[] hash = new String[1];
        await("the same applied index and state hash on all nodes", patience, () -> {
            List<@Nullable NodeInfo> infos =
                    nodes.stream().<@Nullable NodeInfo>map(NodeProcess::info).toList();
            NodeInfo first = infos.getFirst();
            boolean equal = first != null && infos.stream().allMatch(info -> info != null && agree(first, info));
            if (equal && first != null) {
                hash[0] = first.stateHash();
            }
            return equal;
        });
        return hash[0];
    }

    private static boolean agree(NodeInfo a, NodeInfo b) {
        return a.appliedIndex() == b.appliedIndex()
                && b.appliedIndex() == b.lastIndex()
                && a.stateHash().equals(b.stateHash());
    }

    /**
     * Waits for something that depends on all nodes.
     *
     * @throws IOException when it does not come true in time, or a node ends by itself; the message has the end of the logs
     */
    public void await(String what, Duration patience, BooleanSupplier condition) throws IOException {
        long deadlineNs = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            for (NodeProcess node : nodes) {
                if (node.hasDied()) {
                    throw new IOException("node " + node.id() + " ended by itself while waiting for " + what + ":\n"
                            + node.logTail());
                }
            }
            if (System.nanoTime() - deadlineNs > 0) {
                throw new IOException("waited " + patience.toSeconds() + " s in vain for " + what + describe());
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    private String describe() {
        StringBuilder text = new StringBuilder();
        for (NodeProcess node : nodes) {
            NodeInfo info = node.info();
            text.append("\nnode ").append(node.id()).append(": ");
            text.append(
                            info == null
                                    ? "does not answer (it stands still, or its JVM is still starting)"
                                    : info.fields())
                    .append('\n');
            text.append(node.logTail());
        }
        return text.toString();
    }

    @Override
    public void close() {
        endAndDelete();
        try {
            Runtime.getRuntime().removeShutdownHook(cleanUp);
        } catch (IllegalStateException e) {
            // This process is ending already, and the hook has run or will.
            return;
        }
    }

    /** The end of this process came first, by Ctrl-C for instance: say that nothing is left behind. */
    private void endEarly() {
        if (endAndDelete()) {
            System.out.println("cluster ended, journals deleted");
        }
    }

    /** @return whether everything is gone */
    private synchronized boolean endAndDelete() {
        if (closed) {
            return true;
        }
        closed = true;
        for (NodeProcess node : nodes) {
            try {
                node.kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return delete(driverFolder) & delete(folder);
    }

    private static boolean delete(Path folder) {
        if (!Files.exists(folder)) {
            return true;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(path);
            }
            return true;
        } catch (IOException | UncheckedIOException e) {
            System.err.println("balsa: could not delete " + folder + ": " + e.getMessage());
            return false;
        }
    }

    private String file(String name, int id, List<Integer> peerPorts, int redisPort) {
        StringBuilder members = new StringBuilder();
        for (int member = 1; member <= peerPorts.size(); member++) {
            members.append(
                    "    { id = %d, address = \"127.0.0.1:%d\" }%n".formatted(member, peerPorts.get(member - 1)));
        }
        return """
            balsa.cluster {
              name = "%s"
              members = [
            %s  ]
            }
            balsa.node.id = %d
            balsa.journal.directory = "%s"
            balsa.transport.driver.directory = "%s"
            balsa.server.port = %d
            """.formatted(
                        name, members, id, folder.resolve("node" + id), driverFolder.resolve("node" + id), redisPort);
    }
}
