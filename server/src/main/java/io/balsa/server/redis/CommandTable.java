package io.balsa.server.redis;

import io.balsa.server.resp.Arguments;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/** The commands by name. Immutable once built; any thread. */
final class CommandTable {
    private final Long2ObjectHashMap<CommandSpec> byPackedName = new Long2ObjectHashMap<>();
    private final TreeMap<String, CommandSpec> byName = new TreeMap<>();

    static CommandTable all() {
        CommandTable table = new CommandTable();
        for (List<CommandSpec> specs : List.of(
                StringCommands.ALL,
                CounterCommands.ALL,
                KeyCommands.ALL,
                ConnectionCommands.ALL,
                ClientCommand.ALL,
                IntrospectionCommands.ALL,
                InfoCommand.ALL)) {
            specs.forEach(table::add);
        }
        return table;
    }

    /** The command that the arguments begin with; null when there is none. */
    @Nullable
    CommandSpec find(Arguments arguments) {
        return byPackedName.get(arguments.packedName(0));
    }

    /** The command of that name in whatever case; null when there is none. */
    @Nullable
    CommandSpec find(String name) {
        return byName.get(name.toLowerCase(Locale.ROOT));
    }

    /** Ordered by name. */
    Collection<CommandSpec> specs() {
        return byName.values();
    }

    private void add(CommandSpec spec) {
        byPackedName.put(Arguments.pack(spec.name().toUpperCase(Locale.ROOT)), spec);
        byName.put(spec.name(), spec);
    }
}
