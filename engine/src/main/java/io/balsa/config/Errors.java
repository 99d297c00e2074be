package io.balsa.config;

import com.typesafe.config.ConfigOrigin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The errors of one configuration, collected so that they can be told at once. */
final class Errors {
    private final String file;
    private final List<Located> errors = new ArrayList<>();
    private final Set<String> rejected = new HashSet<>();

    /** @param file where an error is said to be when nothing better is known */
    Errors(String file) {
        this.file = file;
    }

    void add(@Nullable ConfigOrigin origin, String key, String message) {
        rejected.add(key);
        int member = key.indexOf('[');
        if (member >= 0) {
            rejected.add(key.substring(0, member));
        }
        errors.add(new Located(place(origin), line(origin), key + ": " + message));
    }

    /** Whether the value of this key, or of something in it, was rejected, so that no rule can be checked with it. */
    boolean isRejected(String key) {
        return rejected.contains(key);
    }

    /** @throws ConfigException when there was an error */
    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new ConfigException(errors.stream()
                    .sorted(Comparator.comparing(Located::place).thenComparingInt(Located::line))
                    .map(Located::toString)
                    .distinct()
                    .toList());
        }
    }

    private String place(@Nullable ConfigOrigin origin) {
        return origin == null || isDefault(origin) ? file : Origins.place(origin);
    }

    private static int line(@Nullable ConfigOrigin origin) {
        return origin == null || isDefault(origin) ? -1 : origin.lineNumber();
    }

    /** Defaults have an origin too, but nobody can mend them there. */
    private static boolean isDefault(ConfigOrigin origin) {
        return Origins.isReference(origin) || Origins.isMerged(origin);
    }

    private record Located(String place, int line, String text) {
        @Override
        public String toString() {
            return (line > 0 ? place + ":" + line : place) + ": " + text;
        }
    }
}
