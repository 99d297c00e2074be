package io.balsa.server.redis;

import io.balsa.server.resp.Arguments;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** CLIENT and its subcommands. */
final class ClientCommand {
    static final List<CommandSpec> ALL = List.of(new CommandSpec(
            "client",
            -2,
            List.of("noscript"),
            CommandSpec.Keys.NONE,
            new CommandSpec.Doc("connection", "2.4.0", "Tells about connections, and names this one."),
            ClientCommand::client));

    static final String INVALID_NAME = "ERR Client names cannot contain spaces, newlines or special characters.";

    private ClientCommand() {}

    static boolean isValidName(String name) {
        return name.length() <= 256 && name.chars().allMatch(c -> c >= '!' && c <= '~');
    }

    private static void client(Call call) {
        Arguments words = call.arguments;
        switch (words.text(1).toUpperCase(Locale.ROOT)) {
            case "ID" -> call.reply().integer(call.session.id);
            case "GETNAME" -> name(call);
            case "SETNAME" -> setName(call);
            case "SETINFO" -> setInfo(call);
            case "INFO" -> call.reply().verbatim(call.session.describe(System.nanoTime()) + "\n");
            case "LIST" -> list(call);
            case "NO-EVICT", "NO-TOUCH" -> acceptSwitch(call);
            case "HELP" -> help(call);
            default -> call.error(ErrorText.unknownSubcommand(words.shown(1, 64), "CLIENT"));
        }
    }

    private static void name(Call call) {
        if (call.session.name.isEmpty()) {
            call.reply().nil();
        } else {
            call.reply().bulk(call.session.name);
        }
    }

    private static void setName(Call call) {
        if (call.arguments.count() != 3) {
            call.error(ErrorText.arity("client|setname"));
            return;
        }
        String name = call.arguments.text(2);
        if (isValidName(name)) {
            call.session.name = name;
            call.reply().status("OK");
        } else {
            call.error(INVALID_NAME);
        }
    }

    private static void setInfo(Call call) {
        Arguments words = call.arguments;
        if (words.count() != 4) {
            call.error(ErrorText.arity("client|setinfo"));
            return;
        }
        String value = words.text(3);
        if (!isValidName(value)) {
            call.error("ERR " + words.shown(2, 64) + " cannot contain spaces, newlines or special characters.");
        } else if (words.is(2, "LIB-NAME")) {
            call.session.libraryName = value;
            call.reply().status("OK");
        } else if (words.is(2, "LIB-VER")) {
            call.session.libraryVersion = value;
            call.reply().status("OK");
        } else {
            call.error("ERR Unrecognized option '" + words.shown(2, 64) + "'");
        }
    }

    private static void list(Call call) {
        if (call.arguments.count() != 2) {
            call.error("ERR CLIENT LIST takes no filters here");
            return;
        }
        long nowNs = System.nanoTime();
        call.reply()
                .verbatim(call.node.clients().all().stream()
                        .map(connection -> connection.session().describe(nowNs) + "\n")
                        .collect(Collectors.joining()));
    }

    /** Nothing is ever evicted, and no key remembers when it was touched. */
    private static void acceptSwitch(Call call) {
        Arguments words = call.arguments;
        if (words.count() == 3 && (words.is(2, "ON") || words.is(2, "OFF"))) {
            call.reply().status("OK");
        } else {
            call.error(ErrorText.SYNTAX);
        }
    }

    private static void help(Call call) {
        List<String> lines = List.of(
                "CLIENT <subcommand> [<arg> ...]. Subcommands are:",
                "ID, INFO, LIST",
                "GETNAME, SETNAME <name>",
                "SETINFO LIB-NAME|LIB-VER <value>",
                "NO-EVICT on|off, NO-TOUCH on|off (without effect)");
        call.reply().array(lines.size());
        lines.forEach(line -> call.reply().status(line));
    }
}
