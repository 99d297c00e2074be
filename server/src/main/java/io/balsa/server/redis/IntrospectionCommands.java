package io.balsa.server.redis;

import io.balsa.server.kv.Glob;
import io.balsa.server.redis.CommandSpec.Keys;
import io.balsa.server.resp.Arguments;
import io.balsa.server.resp.ReplyWriter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** COMMAND, which clients ask what the server can do, and CONFIG GET, which they ask how it is set. */
final class IntrospectionCommands {
    static final List<CommandSpec> ALL = List.of(
            spec("command", -1, "2.8.13", "Tells about the commands.", IntrospectionCommands::command),
            spec("config", -2, "2.0.0", "Tells a few settings.", IntrospectionCommands::config));

    private IntrospectionCommands() {}

    private static CommandSpec spec(String name, int arity, String since, String summary, CommandSpec.Action action) {
        CommandSpec.Doc doc = new CommandSpec.Doc("server", since, summary);
        return new CommandSpec(name, arity, List.of("loading", "stale"), Keys.NONE, doc, action);
    }

    private static void command(Call call) {
        Arguments words = call.arguments;
        CommandTable commands = call.node.commands();
        if (words.count() == 1) {
            describeAll(call.reply(), commands.specs());
            return;
        }
        switch (words.text(1).toUpperCase(Locale.ROOT)) {
            case "COUNT" -> call.reply().integer(commands.specs().size());
            case "INFO" -> info(call, commands);
            case "DOCS" -> docs(call, commands);
            case "LIST" -> {
                call.reply().array(commands.specs().size());
                commands.specs().forEach(spec -> call.reply().bulk(spec.name()));
            }
            default -> call.error(ErrorText.unknownSubcommand(words.shown(1, 64), "COMMAND"));
        }
    }

    private static void info(Call call, CommandTable commands) {
        Arguments words = call.arguments;
        if (words.count() == 2) {
            describeAll(call.reply(), commands.specs());
            return;
        }
        call.reply().array(words.count() - 2);
        for (int i = 2; i < words.count(); i++) {
            describe(call.reply(), commands.find(words.text(i)));
        }
    }

    private static void describeAll(ReplyWriter reply, Collection<CommandSpec> specs) {
        reply.array(specs.size());
        specs.forEach(spec -> describe(reply, spec));
    }

    /** Name, arity, flags, first key, last key, step, categories, hints, key specifications, subcommands. */
    private static void describe(ReplyWriter reply, @Nullable CommandSpec spec) {
        if (spec == null) {
            reply.nil();
            return;
        }
        reply.array(10).bulk(spec.name()).integer(spec.arity());
        reply.set(spec.flags().size());
        spec.flags().forEach(reply::status);
        Keys keys = spec.keys();
        reply.integer(keys.first()).integer(keys.last()).integer(keys.step());
        reply.set(1).status("@" + spec.doc().group()).array(0).array(0).array(0);
    }

    private static void docs(Call call, CommandTable commands) {
        Arguments words = call.arguments;
        Map<String, CommandSpec> chosen = new TreeMap<>();
        for (int i = 2; i < words.count(); i++) {
            CommandSpec spec = commands.find(words.text(i));
            if (spec != null) {
                chosen.put(spec.name(), spec);
            }
        }
        Collection<CommandSpec> specs = words.count() == 2 ? commands.specs() : chosen.values();
        ReplyWriter reply = call.reply().map(specs.size());
        for (CommandSpec spec : specs) {
            reply.bulk(spec.name()).map(3);
            reply.bulk("summary").bulk(spec.doc().summary());
            reply.bulk("since").bulk(spec.doc().since());
            reply.bulk("group").bulk(spec.doc().group());
        }
    }

    private static void config(Call call) {
        Arguments words = call.arguments;
        if (!words.is(1, "GET")) {
            call.error("ERR CONFIG " + words.shown(1, 64).toUpperCase(Locale.ROOT)
                    + " is not supported: a node is set by its configuration file");
            return;
        }
        if (words.count() == 2) {
            call.error(ErrorText.arity("config|get"));
            return;
        }
        Map<String, String> settings = settings(call.node.config());
        settings.keySet().removeIf(name -> !isAskedFor(words, name));
        call.reply().map(settings.size());
        settings.forEach((name, value) -> call.reply().bulk(name).bulk(value));
    }

    private static boolean isAskedFor(Arguments words, String name) {
        for (int i = 2; i < words.count(); i++) {
            if (Glob.of(words.text(i).toLowerCase(Locale.ROOT)).matches(name)) {
                return true;
            }
        }
        return false;
    }

    /** What benchmarks and clients ask for, by Redis's names. */
    private static Map<String, String> settings(ServerConfig config) {
        return new TreeMap<>(Map.of(
                "appendonly", "yes",
                "bind", config.address(),
                "databases", "1",
                "maxclients", Integer.toString(config.maxConnections()),
                "maxmemory", "0",
                "port", Integer.toString(config.port()),
                "proto-max-bulk-len", Integer.toString(config.maxValueLength()),
                "save", "",
                "timeout", Long.toString(config.idleTimeoutNs() / 1_000_000_000)));
    }
}
