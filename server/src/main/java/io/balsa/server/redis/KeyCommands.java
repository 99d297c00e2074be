package io.balsa.server.redis;

import io.balsa.server.kv.Decimal;
import io.balsa.server.kv.Operation;
import io.balsa.server.kv.RequestEncoder;
import io.balsa.server.redis.CommandSpec.Keys;
import io.balsa.server.resp.Arguments;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Commands on keys, whatever their values. */
final class KeyCommands {
    private static final Set<String> WRITES = Set.of("del", "flushall", "flushdb");
    private static final Set<String> SERVERS = Set.of("dbsize", "flushall", "flushdb");

    static final List<CommandSpec> ALL = List.of(
            spec("del", -2, Keys.ALL, "Deletes keys.", KeyCommands::delete),
            spec("exists", -2, Keys.ALL, "Counts the keys that exist.", KeyCommands::countExisting),
            spec("type", 2, Keys.ONE, "Returns the type of a value.", KeyCommands::type),
            spec("keys", 2, Keys.NONE, "Returns the keys that match a pattern.", KeyCommands::keys),
            spec("scan", -2, Keys.NONE, "Returns keys a part at a time.", KeyCommands::scan),
            spec("dbsize", 1, Keys.NONE, "Returns the number of keys.", KeyCommands::size),
            spec("flushall", -1, Keys.NONE, "Deletes all keys.", KeyCommands::clear),
            spec("flushdb", -1, Keys.NONE, "Deletes all keys.", KeyCommands::clear));

    private static final int DEFAULT_SCAN_COUNT = 10;
    private static final byte[] EVERYTHING = {'*'};
    private static final byte[] NOTHING = {};

    private KeyCommands() {}

    private static CommandSpec spec(String name, int arity, Keys keys, String summary, CommandSpec.Action action) {
        String flag = WRITES.contains(name) ? "write" : "readonly";
        CommandSpec.Doc doc = new CommandSpec.Doc(SERVERS.contains(name) ? "server" : "generic", "1.0.0", summary);
        return new CommandSpec(name, arity, List.of(flag), keys, doc, action);
    }

    private static void delete(Call call) {
        call.request(Operation.DELETE);
        call.withList(1, 1).write(Shape.PLAIN);
    }

    private static void countExisting(Call call) {
        call.request(Operation.COUNT_EXISTING);
        call.withList(1, 1).read(Shape.PLAIN);
    }

    private static void type(Call call) {
        call.request(Operation.COUNT_EXISTING);
        call.withList(1, 1).read(Shape.TYPE);
    }

    private static void size(Call call) {
        call.request(Operation.SIZE);
        call.read(Shape.PLAIN);
    }

    private static void keys(Call call) {
        call.request(Operation.KEYS);
        call.with(1).readApart(Shape.PLAIN);
    }

    private static void clear(Call call) {
        Arguments words = call.arguments;
        boolean plain = words.count() == 1;
        if (plain || words.count() == 2 && (words.is(1, "SYNC") || words.is(1, "ASYNC"))) {
            call.request(Operation.CLEAR);
            call.write(Shape.PLAIN);
        } else {
            call.error(ErrorText.SYNTAX);
        }
    }

    /** SCAN cursor [MATCH pattern] [COUNT count] [TYPE type]. Of other types there are no keys. */
    private static void scan(Call call) {
        Arguments words = call.arguments;
        Long cursor = number(words, 1);
        if (cursor == null || cursor < 0) {
            call.error(ErrorText.INVALID_CURSOR);
            return;
        }
        int count = DEFAULT_SCAN_COUNT;
        int pattern = 0;
        boolean strings = true;
        for (int i = 2; i < words.count(); i += 2) {
            boolean hasValue = i + 1 < words.count();
            if (hasValue && words.is(i, "MATCH")) {
                pattern = i + 1;
            } else if (hasValue && words.is(i, "TYPE")) {
                strings = words.is(i + 1, "STRING");
            } else if (hasValue && words.is(i, "COUNT")) {
                count = count(call, i + 1);
            } else {
                count = refuse(call, ErrorText.SYNTAX);
            }
            if (count < 1) {
                return;
            }
        }
        RequestEncoder request = call.request(Operation.SCAN).putLong(cursor).putVarint(count);
        if (!strings) {
            // A pattern that matches the empty key alone; an iteration over another type still goes through the keys.
            request.putBlob(NOTHING);
        } else if (pattern == 0) {
            request.putBlob(EVERYTHING);
        } else {
            call.with(pattern);
        }
        call.readApart(Shape.PLAIN);
    }

    /** A count from 1, or 0 after an error was answered. */
    private static int count(Call call, int word) {
        Long count = number(call.arguments, word);
        if (count == null) {
            return refuse(call, ErrorText.NOT_AN_INTEGER);
        }
        return count < 1 ? refuse(call, ErrorText.SYNTAX) : (int) Math.min(count, Integer.MAX_VALUE);
    }

    private static int refuse(Call call, String error) {
        call.error(error);
        return 0;
    }

    private static @Nullable Long number(Arguments words, int i) {
        return Decimal.parseOrNull(words.bytes(), words.offset(i), words.length(i));
    }
}
