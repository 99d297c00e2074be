package io.balsa.benchmarks.process;

import io.balsa.benchmarks.Directories;
import io.balsa.benchmarks.Undoing;
import io.balsa.benchmarks.peer.Members;
import io.balsa.benchmarks.peer.Spec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A network namespace for each node, joined by a bridge at which the client stands: what is taken from a node is its cable.
 * Needs Linux, {@code ip} and root; everything is deleted with it.
 */
final class NetworkGround implements Ground {
    private static final int FIRST_PORT = 9000;

    private final Path directory;
    private final Path drivers;
    private final Members members;
    /** Short, for names of interfaces have 15 letters; of this process, so that two runs do not meet. */
    private final String name = "bb" + ProcessHandle.current().pid() % 1_000_000;

    private final String network = "10.213." + ProcessHandle.current().pid() % 256 + ".";
    private final List<List<String>> undo = new ArrayList<>();

    private NetworkGround(Path directory) throws IOException {
        this.directory = directory;
        this.drivers = Directories.forDrivers(directory);
        this.members = new Members(
                IntStream.range(0, Spec.NODES)
                        .mapToObj(node -> network + (node + 2))
                        .toList(),
                IntStream.range(0, Spec.NODES * Members.PORTS)
                        .mapToObj(port -> FIRST_PORT + port)
                        .toList(),
                network + 1,
                drivers.toString());
    }

    static NetworkGround make(Path directory) throws IOException {
        NetworkGround ground = new NetworkGround(directory);
        try {
            ground.build();
            return ground;
        } catch (IOException e) {
            ground.close();
            throw new IOException("network namespaces cannot be made here, which needs Linux and root", e);
        }
    }

    private void build() throws IOException {
        ip("link add %s type bridge".formatted(name), "link del " + name);
        ip("addr add %s1/24 dev %s".formatted(network, name), "");
        ip("link set %s up".formatted(name), "");
        for (int node = 0; node < Spec.NODES; node++) {
            String space = space(node);
            ip("netns add " + space, "netns del " + space);
            ip(
                    "link add %s type veth peer name eth0 netns %s".formatted(cable(node), space),
                    "link del " + cable(node));
            ip("link set %s master %s up".formatted(cable(node), name), "");
            ip("-n %s addr add %s%d/24 dev eth0".formatted(space, network, node + 2), "");
            ip("-n %s link set eth0 up".formatted(space), "");
            ip("-n %s link set lo up".formatted(space), "");
        }
    }

    private void ip(String words, String undoing) throws IOException {
        Shell.run(command(words).toArray(String[]::new));
        if (!undoing.isEmpty()) {
            undo.addFirst(command(undoing));
        }
    }

    private static List<String> command(String words) {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(words.split(" ")));
        return command;
    }

    private String space(int node) {
        return name + "n" + node;
    }

    private String cable(int node) {
        return name + "v" + node;
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
    public List<String> prefix(int node) {
        return List.of("ip", "netns", "exec", space(node));
    }

    /** The node hears nobody and nobody hears it; neither is told of what is lost. */
    @Override
    public void impair(int node) throws IOException {
        ip("link set " + cable(node) + " down", "");
    }

    @Override
    public void restore(int node) throws IOException {
        ip("link set " + cable(node) + " up", "");
    }

    @Override
    public void close() throws IOException {
        Undoing undoing = new Undoing();
        for (List<String> command : undo) {
            undoing.step(() -> Shell.run(command.toArray(String[]::new)));
        }
        undo.clear();
        undoing.step(() -> Directories.delete(drivers));
        undoing.end();
    }
}
