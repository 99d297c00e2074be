package io.balsa.server.redis;

import io.balsa.api.NodeStatus;
import io.balsa.server.kv.Keyspace;
import io.balsa.server.resp.Arguments;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** INFO: what this node knows of itself, as {@code name:value} lines in sections. */
final class InfoCommand {
    /** The Redis whose commands and replies are imitated; clients look at it to know what they may use. */
    static final String COMPATIBLE_VERSION = "7.2.0";

    static final List<CommandSpec> ALL = List.of(new CommandSpec(
            "info",
            -1,
            List.of("loading", "stale"),
            CommandSpec.Keys.NONE,
            new CommandSpec.Doc("server", "1.0.0", "Tells about this node."),
            InfoCommand::info));

    private static final Map<String, Function<Node, String>> SECTIONS = new LinkedHashMap<>();

    static {
        SECTIONS.put("server", InfoCommand::server);
        SECTIONS.put("raft", InfoCommand::raft);
        SECTIONS.put("clients", InfoCommand::clients);
        SECTIONS.put("stats", InfoCommand::statistics);
        SECTIONS.put("keyspace", InfoCommand::keyspace);
    }

    private InfoCommand() {}

    private static void info(Call call) {
        Arguments words = call.arguments;
        StringBuilder text = new StringBuilder();
        SECTIONS.forEach((name, section) -> {
            if (isAskedFor(words, name)) {
                text.append(text.isEmpty() ? "" : "\r\n").append("# ");
                text.append(name.substring(0, 1).toUpperCase(Locale.ROOT)).append(name.substring(1));
                text.append("\r\n").append(section.apply(call.node));
            }
        });
        call.reply().verbatim(text.toString());
    }

    private static boolean isAskedFor(Arguments words, String name) {
        boolean asked = words.count() == 1;
        for (int i = 1; i < words.count(); i++) {
            asked |= words.is(i, name.toUpperCase(Locale.ROOT))
                    || words.is(i, "ALL")
                    || words.is(i, "DEFAULT")
                    || words.is(i, "EVERYTHING");
        }
        return asked;
    }

    private static String server(Node node) {
        long uptime = Duration.ofNanos(System.nanoTime() - node.statistics().startedNs)
                .toSeconds();
        return line("redis_version", COMPATIBLE_VERSION)
                + line("balsa_version", version())
                + line("redis_mode", "standalone")
                + line("process_id", ProcessHandle.current().pid())
                + line("java_version", Runtime.version())
                + line("uptime_in_seconds", uptime);
    }

    private static String raft(Node node) {
        NodeStatus status = node.replicated().status();
        Keyspace keyspace = node.keyspace().get();
        String members = status.membership().all().stream()
                .map(member -> member.id() + "@" + member.address())
                .collect(Collectors.joining(","));
        return line("node_id", status.nodeId())
                + line("role", status.role().name().toLowerCase(Locale.ROOT))
                + line("term", status.term())
                + line("voted_for", status.votedFor())
                + line("leader_id", status.leaderId())
                + line("commit_index", status.commitIndex())
                + line("applied_index", status.appliedIndex())
                + line("durable_index", status.durableIndex())
                + line("first_index", status.firstIndex())
                + line("last_index", status.lastIndex())
                + line("durability", status.durability())
                + line("members", members)
                + line("state_index", keyspace.index())
                + line("state_hash", String.format("%016x", keyspace.stateHash()));
    }

    private static String clients(Node node) {
        return line("connected_clients", node.clients().count())
                + line("maxclients", node.config().maxConnections());
    }

    private static String statistics(Node node) {
        Statistics statistics = node.statistics();
        return line("total_connections_received", statistics.connections)
                + line("rejected_connections", statistics.refusedConnections)
                + line("total_commands_processed", statistics.commands)
                + line("total_net_input_bytes", statistics.bytesReceived)
                + line("client_output_buffer_limit_disconnections", statistics.closedForOutput)
                + line("protocol_errors", statistics.protocolErrors);
    }

    private static String keyspace(Node node) {
        long keys = node.keyspace().get().keys();
        return keys == 0 ? "" : line("db0", "keys=" + keys + ",expires=0,avg_ttl=0");
    }

    private static String version() {
        String version = InfoCommand.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private static String line(String name, Object value) {
        return name + ":" + value + "\r\n";
    }
}
