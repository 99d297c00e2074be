package io.balsa.server.redis;

import io.balsa.server.kv.Decimal;
import io.balsa.server.redis.CommandSpec.Keys;
import io.balsa.server.resp.Arguments;
import io.balsa.server.resp.ReplyWriter;
import java.util.List;

/** Commands about the connection itself. */
final class ConnectionCommands {
    static final List<CommandSpec> ALL = List.of(
            spec("ping", -1, "1.0.0", "Returns PONG, or what it is given.", ConnectionCommands::ping),
            spec("echo", 2, "1.0.0", "Returns what it is given.", ConnectionCommands::echo),
            spec("hello", -1, "6.0.0", "Changes the version of the protocol.", ConnectionCommands::hello),
            spec("select", 2, "1.0.0", "Selects the database; there is only 0.", ConnectionCommands::select),
            spec("quit", -1, "1.0.0", "Closes the connection.", ConnectionCommands::quit),
            spec("reset", 1, "6.2.0", "Resets the connection.", ConnectionCommands::reset));

    private ConnectionCommands() {}

    private static CommandSpec spec(String name, int arity, String since, String summary, CommandSpec.Action action) {
        CommandSpec.Doc doc = new CommandSpec.Doc("connection", since, summary);
        return new CommandSpec(name, arity, List.of("fast"), Keys.NONE, doc, action);
    }

    private static void ping(Call call) {
        if (call.arguments.count() == 1) {
            call.reply().status("PONG");
        } else if (call.arguments.count() == 2) {
            echo(call);
        } else {
            call.error(ErrorText.arity("ping"));
        }
    }

    private static void echo(Call call) {
        Arguments words = call.arguments;
        call.reply().bulk(words.bytes(), words.offset(1), words.length(1));
    }

    /** HELLO [version [AUTH user password] [SETNAME name]]. */
    private static void hello(Call call) {
        Arguments words = call.arguments;
        int version = call.session.version;
        if (words.count() > 1) {
            Long asked = Decimal.parseOrNull(words.bytes(), words.offset(1), words.length(1));
            if (asked == null || asked < 2 || asked > 3) {
                call.error("NOPROTO unsupported protocol version");
                return;
            }
            version = asked.intValue();
        }
        String name = call.session.name;
        for (int i = 2; i < words.count(); i += 2) {
            if (!words.is(i, "SETNAME") || i + 1 == words.count()) {
                call.error(
                        words.is(i, "AUTH")
                                ? Unsupported.NO_AUTH
                                : "ERR Syntax error in HELLO option '" + words.shown(i, 64) + "'");
                return;
            }
            name = words.text(i + 1);
            if (!ClientCommand.isValidName(name)) {
                call.error(ClientCommand.INVALID_NAME);
                return;
            }
        }
        call.session.version = version;
        call.session.name = name;
        describeServer(call);
    }

    private static void describeServer(Call call) {
        ReplyWriter reply = call.reply().map(7);
        reply.bulk("server").bulk("balsa");
        reply.bulk("version").bulk(InfoCommand.COMPATIBLE_VERSION);
        reply.bulk("proto").integer(call.session.version);
        reply.bulk("id").integer(call.session.id);
        reply.bulk("mode").bulk("standalone");
        reply.bulk("role").bulk("master");
        reply.bulk("modules").array(0);
    }

    private static void select(Call call) {
        Arguments words = call.arguments;
        Long index = Decimal.parseOrNull(words.bytes(), words.offset(1), words.length(1));
        if (index == null) {
            call.error(ErrorText.NOT_AN_INTEGER);
        } else if (index != 0) {
            call.error("ERR DB index is out of range");
        } else {
            call.reply().status("OK");
        }
    }

    private static void quit(Call call) {
        call.reply().status("OK");
        call.leave();
    }

    private static void reset(Call call) {
        call.session.reset();
        call.reply().status("RESET");
    }
}
