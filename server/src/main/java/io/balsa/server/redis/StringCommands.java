package io.balsa.server.redis;

import static io.balsa.server.redis.CommandSpec.Keys.ONE;
import static io.balsa.server.redis.CommandSpec.Keys.PAIRS;

import io.balsa.server.kv.Operation;
import io.balsa.server.kv.RequestEncoder;
import io.balsa.server.redis.CommandSpec.Action;
import io.balsa.server.redis.CommandSpec.Doc;
import io.balsa.server.redis.CommandSpec.Keys;
import io.balsa.server.resp.Arguments;
import java.util.List;

/** Commands on the values themselves. */
final class StringCommands {
    static final List<CommandSpec> ALL = List.of(
            read("get", 2, ONE, doc("1.0.0", "Returns the value of a key."), StringCommands::get),
            write("set", -3, ONE, doc("1.0.0", "Sets the value of a key. Takes NX, XX and GET."), StringCommands::set),
            write(
                    "setnx",
                    3,
                    ONE,
                    doc("1.0.0", "Sets the value of a key that does not exist."),
                    StringCommands::setIfAbsent),
            write(
                    "getset",
                    3,
                    ONE,
                    doc("1.0.0", "Sets the value of a key and returns the old one."),
                    StringCommands::getAndSet),
            write(
                    "getdel",
                    2,
                    ONE,
                    doc("6.2.0", "Returns the value of a key and deletes it."),
                    StringCommands::getAndDelete),
            read("mget", -2, Keys.ALL, doc("1.0.0", "Returns the values of keys."), StringCommands::getMany),
            write("mset", -3, PAIRS, doc("1.0.1", "Sets the values of keys, all at once."), StringCommands::setMany),
            write("append", 3, ONE, doc("2.0.0", "Appends to the value of a key."), StringCommands::append),
            read("strlen", 2, ONE, doc("2.2.0", "Returns the length of a value."), StringCommands::length));

    private StringCommands() {}

    private static CommandSpec read(String name, int arity, Keys keys, Doc doc, Action action) {
        return new CommandSpec(name, arity, List.of("readonly", "fast"), keys, doc, action);
    }

    private static CommandSpec write(String name, int arity, Keys keys, Doc doc, Action action) {
        return new CommandSpec(name, arity, List.of("write", "denyoom"), keys, doc, action);
    }

    private static Doc doc(String since, String summary) {
        return new Doc("string", since, summary);
    }

    private static void get(Call call) {
        call.request(Operation.GET);
        call.with(1).read(Shape.PLAIN);
    }

    private static void set(Call call) {
        int flags = 0;
        Arguments words = call.arguments;
        for (int i = 3; i < words.count(); i++) {
            int flag = setFlag(words, i);
            if (flag == 0) {
                call.error(
                        isExpiry(words, i) ? ErrorText.NO_EXPIRY.formatted("SET " + words.text(i)) : ErrorText.SYNTAX);
                return;
            }
            flags |= flag;
        }
        if ((flags & (Operation.IF_ABSENT | Operation.IF_PRESENT)) == (Operation.IF_ABSENT | Operation.IF_PRESENT)) {
            call.error(ErrorText.SYNTAX);
            return;
        }
        set(call, flags, Shape.PLAIN);
    }

    private static int setFlag(Arguments words, int i) {
        if (words.is(i, "NX")) {
            return Operation.IF_ABSENT;
        }
        if (words.is(i, "XX")) {
            return Operation.IF_PRESENT;
        }
        return words.is(i, "GET") ? Operation.RETURN_OLD : 0;
    }

    private static boolean isExpiry(Arguments words, int i) {
        return words.is(i, "EX")
                || words.is(i, "PX")
                || words.is(i, "EXAT")
                || words.is(i, "PXAT")
                || words.is(i, "KEEPTTL");
    }

    private static void setIfAbsent(Call call) {
        set(call, Operation.IF_ABSENT, Shape.YES_OR_NO);
    }

    private static void getAndSet(Call call) {
        set(call, Operation.RETURN_OLD, Shape.PLAIN);
    }

    private static void set(Call call, int flags, Shape shape) {
        RequestEncoder request = call.request(Operation.SET).putByte(flags);
        if ((flags & Operation.RETURN_OLD) != 0) {
            request.putVarint(call.node.config().maxValueLength());
        }
        call.with(1).with(2).write(shape);
    }

    private static void getAndDelete(Call call) {
        call.request(Operation.GET_AND_DELETE).putVarint(call.node.config().maxValueLength());
        call.with(1).write(Shape.PLAIN);
    }

    private static void getMany(Call call) {
        call.request(Operation.GET_MANY);
        call.withList(1, 1).read(Shape.PLAIN);
    }

    private static void setMany(Call call) {
        if (call.arguments.count() % 2 == 0) {
            call.error(ErrorText.arity("mset"));
            return;
        }
        call.request(Operation.SET_MANY);
        call.withList(1, 2).write(Shape.PLAIN);
    }

    private static void append(Call call) {
        call.request(Operation.APPEND).putVarint(call.node.config().maxValueLength());
        call.with(1).with(2).write(Shape.PLAIN);
    }

    private static void length(Call call) {
        call.request(Operation.LENGTH);
        call.with(1).read(Shape.PLAIN);
    }
}
