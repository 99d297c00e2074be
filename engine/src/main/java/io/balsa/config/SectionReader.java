package io.balsa.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one section, or of one member of a list in it. A value that is missing, malformed or out of range is
 * noted as an error with its place in the file, and something harmless is returned, so that reading goes on. Keys are relative
 * to the section and may contain dots. Not thread safe, and not to be kept.
 */
public final class SectionReader {
    private final Source source;
    private final String path;

    SectionReader(Source source, String path) {
        this.source = source;
        this.path = path;
    }

    /** A whole number from min to max. */
    public int integer(String key, int min, int max) {
        return (int) longInteger(key, min, max);
    }

    /** A whole number from min to max. */
    public long longInteger(String key, long min, long max) {
        return ranged(key, new Range(min, max, Long::toString), Quantities::integer);
    }

    /** A whole number from min to max that is a power of two; min must be one. */
    public int powerOfTwo(String key, int min, int max) {
        return (int) powerOfTwo(key, min, longInteger(key, min, max));
    }

    /** A size in bytes from min to max; a bare number in the file is bytes. */
    public long bytes(String key, long min, long max) {
        return ranged(key, new Range(min, max, Quantities::formatBytes), Quantities::bytes);
    }

    /** A size in bytes from min to max that is a power of two; min must be one. */
    public long powerOfTwoBytes(String key, long min, long max) {
        return powerOfTwo(key, min, bytes(key, min, max));
    }

    /** A duration in nanoseconds from min to max; a bare number in the file is an error. */
    public long durationNs(String key, long minNs, long maxNs) {
        return ranged(key, new Range(minNs, maxNs, Quantities::formatNs), Quantities::durationNs);
    }

    /** One of the constants of an enum; {@code low-latency} in the file is {@code LOW_LATENCY}. */
    public <E extends Enum<E>> E choice(String key, Class<E> type) {
        E[] constants = type.getEnumConstants();
        String text = text(key);
        for (E constant : constants) {
            if (fileName(constant).equals(text.toLowerCase(Locale.ROOT))) {
                return constant;
            }
        }
        if (!isRejected(key)) {
            List<String> names =
                    List.of(constants).stream().map(SectionReader::fileName).toList();
            reject(key, Quantities.quoted(text) + " is no choice; write " + String.join(" or ", names));
        }
        return constants[0];
    }

    /** A text, without blanks around it. */
    public String text(String key) {
        ConfigValue value = find(key);
        try {
            return value == null ? "" : Quantities.scalar(value, "a text");
        } catch (IllegalArgumentException e) {
            reject(key, String.valueOf(e.getMessage()));
            return "";
        }
    }

    /** A path; a relative one is resolved against the directory of the configuration file. */
    public Path path(String key) {
        String text = text(key);
        if (text.isEmpty() && !isRejected(key)) {
            reject(key, "is empty; write a path");
        }
        try {
            return source.directory().resolve(text);
        } catch (InvalidPathException e) {
            reject(key, Quantities.quoted(text) + " is not a path: " + e.getReason());
            return source.directory();
        }
    }

    /** True or false. */
    public boolean flag(String key) {
        ConfigValue value = find(key);
        try {
            return value != null && value.atKey("flag").getBoolean("flag");
        } catch (ConfigException e) {
            reject(key, "is neither true nor false; write one of them");
            return false;
        }
    }

    /** The members of a list of sections, each with a reader of its own. */
    public List<SectionReader> list(String key) {
        ConfigValue value = find(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof ConfigList list)) {
            reject(key, "is not a list; write " + key + " = [ { … }, { … } ]");
            return List.of();
        }
        List<SectionReader> members = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String memberKey = key + "[" + i + "]";
            if (list.get(i) instanceof ConfigObject member) {
                members.add(new SectionReader(source.member(member, absolute(memberKey)), absolute(memberKey)));
            } else {
                source.errors()
                        .add(list.get(i).origin(), absolute(memberKey), "is not a section; write { key = value, … }");
            }
        }
        return members;
    }

    /** Whether the key has a value, for keys of list members, which have no default. */
    public boolean has(String key) {
        ConfigValue value = source.find(absolute(key));
        return value != null && !Quantities.isAbsent(value);
    }

    /** Notes an error. @param message what is wrong, and what to do */
    public void reject(String key, String message) {
        ConfigValue value = source.find(absolute(key));
        source.errors().add(value == null ? source.origin() : value.origin(), absolute(key), message);
    }

    /** Whether an error was noted for this key; then the value that was returned for it means nothing. */
    public boolean isRejected(String key) {
        return source.errors().isRejected(absolute(key));
    }

    private long ranged(String key, Range range, ToLongFunction<ConfigValue> parse) {
        ConfigValue found = find(key);
        if (found == null) {
            return range.min();
        }
        try {
            long value = parse.applyAsLong(found);
            if (value >= range.min() && value <= range.max()) {
                return value;
            }
            String text = Quantities.scalar(found, "");
            reject(key, text + (value < range.min() ? " is too small" : " is too large") + "; use " + range);
        } catch (IllegalArgumentException e) {
            reject(key, String.valueOf(e.getMessage()));
        }
        return range.min();
    }

    private long powerOfTwo(String key, long min, long value) {
        if (Long.bitCount(value) == 1) {
            return value;
        }
        if (!isRejected(key)) {
            long below = Long.highestOneBit(value);
            String nearest = below >= 1024 ? Quantities.formatBytes(below) : Long.toString(below);
            reject(key, value + " is not a power of two; use " + nearest + " or double that");
        }
        return min;
    }

    private @Nullable ConfigValue find(String key) {
        ConfigValue value = source.find(absolute(key));
        if (value == null || value.valueType() == ConfigValueType.NULL) {
            reject(key, "is not set; add " + key.substring(key.lastIndexOf('.') + 1) + " = …");
            return null;
        }
        return value;
    }

    private String absolute(String key) {
        return path + "." + key;
    }

    private static String fileName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private record Range(long min, long max, LongFunction<String> format) {
        @Override
        public String toString() {
            return format.apply(min) + " to " + format.apply(max);
        }
    }
}
