package io.balsa.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What readers read from: the values in force, or one member of a list of them. Remembers which keys it was asked for. */
final class Source {
    private final ConfigObject values;
    private final String base;
    private final Context context;
    private final Set<String> asked = new LinkedHashSet<>();
    private final List<Source> members = new ArrayList<>();

    /** What all sources of one configuration share; {@code known} are the keys that have a line in a reference.conf. */
    record Context(ConfigObject defaults, Set<String> known, Errors errors, Path directory) {}

    /** @param base path of these values with a final dot, or nothing for the root */
    Source(ConfigObject values, String base, Context context) {
        this.values = values;
        this.base = base;
        this.context = context;
    }

    /** Values of a list's member, whose keys are those that its reader asks for. */
    Source member(ConfigObject member, String path) {
        Source source = new Source(member, path + ".", context);
        members.add(source);
        return source;
    }

    /** The value of a key given by its full path; null when there is none. */
    @Nullable
    ConfigValue find(String path) {
        if (base.isEmpty() && !context.known().contains(path)) {
            throw new IllegalStateException(path + " is read but has no line in any reference.conf");
        }
        asked.add(path);
        String[] steps = path.substring(base.length()).split("\\.");
        ConfigObject section = values;
        for (int i = 0; i < steps.length - 1; i++) {
            if (!(section.get(steps[i]) instanceof ConfigObject inner)) {
                // Something else stands where the section should, and was rejected for that.
                return base.isEmpty() && values != context.defaults()
                        ? defaults().find(path)
                        : null;
            }
            section = inner;
        }
        return section.get(steps[steps.length - 1]);
    }

    private Source defaults() {
        return new Source(context.defaults(), "", context);
    }

    /** Notes the keys of list members that no reader asked for. */
    void rejectUnknownInMembers() {
        for (Source member : members) {
            new KnownKeys(member.asked).reject(member.values, member.base, context.errors());
            member.rejectUnknownInMembers();
        }
    }

    ConfigOrigin origin() {
        return values.origin();
    }

    Errors errors() {
        return context.errors();
    }

    Path directory() {
        return context.directory();
    }

    Set<String> asked() {
        return asked;
    }
}
