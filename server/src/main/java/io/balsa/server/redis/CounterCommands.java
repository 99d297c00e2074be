package io.balsa.server.redis;

import io.balsa.server.kv.Decimal;
import io.balsa.server.kv.Operation;
import io.balsa.server.resp.Arguments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands that add to a number. */
final class CounterCommands {
    static final List<CommandSpec> ALL = List.of(
            spec("incr", 2, "Adds one to a number.", call -> add(call, 1)),
            spec("decr", 2, "Takes one from a number.", call -> add(call, -1)),
            spec("incrby", 3, "Adds to a number.", CounterCommands::increase),
            spec("decrby", 3, "Takes from a number.", CounterCommands::decrease));

    private CounterCommands() {}

    private static CommandSpec spec(String name, int arity, String summary, CommandSpec.Action action) {
        List<String> flags = List.of("write", "denyoom", "fast");
        CommandSpec.Doc doc = new CommandSpec.Doc("string", "1.0.0", summary);
        return new CommandSpec(name, arity, flags, CommandSpec.Keys.ONE, doc, action);
    }

    private static void increase(Call call) {
        Long delta = delta(call);
        if (delta == null) {
            call.error(ErrorText.NOT_AN_INTEGER);
        } else {
            add(call, delta);
        }
    }

    private static void decrease(Call call) {
        Long delta = delta(call);
        if (delta == null) {
            call.error(ErrorText.NOT_AN_INTEGER);
        } else if (delta == Long.MIN_VALUE) {
            call.error("ERR decrement would overflow");
        } else {
            add(call, -delta);
        }
    }

    private static @Nullable Long delta(Call call) {
        Arguments words = call.arguments;
        return Decimal.parseOrNull(words.bytes(), words.offset(2), words.length(2));
    }

    private static void add(Call call, long delta) {
        call.request(Operation.ADD).putLong(delta);
        call.with(1).write(Shape.PLAIN);
    }
}
