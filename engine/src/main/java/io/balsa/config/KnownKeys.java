package io.balsa.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys that mean something, by their full paths, and what a mistyped one was probably meant to be. */
final class KnownKeys {
    private final Set<String> keys;
    private final Set<String> sections = new LinkedHashSet<>();

    KnownKeys(Set<String> keys) {
        this.keys = keys;
        for (String key : keys) {
            for (int dot = key.indexOf('.'); dot > 0; dot = key.indexOf('.', dot + 1)) {
                sections.add(key.substring(0, dot));
            }
        }
    }

    /** Every key that has a value in these defaults, null included. */
    static Set<String> of(ConfigObject defaults, String base) {
        Set<String> keys = new LinkedHashSet<>();
        defaults.forEach((name, value) -> {
            if (value instanceof ConfigObject section) {
                keys.addAll(of(section, base + name + "."));
            } else {
                keys.add(base + name);
            }
        });
        return keys;
    }

    Set<String> keys() {
        return keys;
    }

    /** Notes an error for every key that is not known, and for every section that is none. */
    void reject(ConfigObject values, String base, Errors errors) {
        for (Map.Entry<String, ConfigValue> entry : values.entrySet()) {
            String path = base + entry.getKey();
            ConfigValue value = entry.getValue();
            if (keys.contains(path)) {
                continue;
            }
            if (!sections.contains(path)) {
                errors.add(value.origin(), path, "is not a known key; " + advice(path));
            } else if (value instanceof ConfigObject section) {
                reject(section, path + ".", errors);
            } else {
                errors.add(value.origin(), path, "is a section; write " + entry.getKey() + " { key = value }");
            }
        }
    }

    private String advice(String path) {
        String nearest = nearest(path);
        return nearest != null
                ? "did you mean \"" + nearest + "\"?"
                : "remove it, or put the module that has it on the class path";
    }

    /** The known path most like this one, or null when none is like it. */
    @Nullable
    String nearest(String path) {
        String leaf = leaf(path);
        String nearest = null;
        int least = 2 + leaf.length() / 5;
        for (Set<String> candidates : List.of(keys, sections)) {
            for (String candidate : candidates) {
                // The right key in the wrong section is as near as a letter that slipped.
                int distance = leaf(candidate).equals(leaf) ? 1 : Spelling.distance(path, candidate);
                if (distance < least || distance == least && (nearest == null || candidate.compareTo(nearest) < 0)) {
                    nearest = candidate;
                    least = distance;
                }
            }
        }
        return nearest;
    }

    private static String leaf(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
