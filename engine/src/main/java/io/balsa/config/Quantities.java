package io.balsa.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Numbers, sizes and durations as a file writes them. Every method throws {@link IllegalArgumentException}, whose message says
 * what is wrong and what to do, when the value is none.
 */
final class Quantities {
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9.]+([eE][+-]?[0-9]+)?");
    private static final String KEY = "value";
    private static final String[] SIZE_UNITS = {"GiB", "MiB", "KiB"};
    private static final String[] TIME_UNITS = {"d", "h", "m", "s", "ms", "us"};
    private static final TimeUnit[] TIMES = {
        TimeUnit.DAYS, TimeUnit.HOURS, TimeUnit.MINUTES, TimeUnit.SECONDS, TimeUnit.MILLISECONDS, TimeUnit.MICROSECONDS
    };

    private Quantities() {}

    static long integer(ConfigValue value) {
        String text = scalar(value, "a whole number");
        try {
            return new BigDecimal(text).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException(quoted(text) + " is not a whole number; write one such as 1024");
        }
    }

    static long bytes(ConfigValue value) {
        String text = scalar(value, "a size");
        try {
            return holder(value).getMemorySize(KEY).toBytes();
        } catch (ConfigException e) {
            throw new IllegalArgumentException(
                    quoted(text) + " is not a size; write one such as 4096, 256KiB or 64MiB");
        }
    }

    static long durationNs(ConfigValue value) {
        String text = scalar(value, "a duration");
        if (NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    quoted(text) + " has no unit; add one, such as " + text + "ms, " + text + "s or " + text + "us");
        }
        try {
            return holder(value).getDuration(KEY, TimeUnit.NANOSECONDS);
        } catch (ConfigException e) {
            throw new IllegalArgumentException(
                    quoted(text) + " is not a duration; write one such as 500ms, 2s or 20us");
        }
    }

    /** The text of a value that is neither a list nor a section. */
    static String scalar(ConfigValue value, String expected) {
        return switch (value.valueType()) {
            case OBJECT -> throw new IllegalArgumentException("is a section; write " + expected + " instead");
            case LIST -> throw new IllegalArgumentException("is a list; write " + expected + " instead");
            case NULL, BOOLEAN, NUMBER, STRING ->
                String.valueOf(value.unwrapped()).strip();
        };
    }

    /** A size in the largest unit that needs no fraction. */
    static String formatBytes(long bytes) {
        for (int i = 0; i < SIZE_UNITS.length; i++) {
            int shift = 30 - 10 * i;
            if (bytes != 0 && (bytes & ((1L << shift) - 1)) == 0) {
                return (bytes >> shift) + SIZE_UNITS[i];
            }
        }
        return bytes + " bytes";
    }

    /** A duration in the largest unit that needs no fraction. */
    static String formatNs(long durationNs) {
        for (int i = 0; i < TIMES.length; i++) {
            long unitNs = TIMES[i].toNanos(1);
            if (durationNs != 0 && durationNs % unitNs == 0) {
                return durationNs / unitNs + TIME_UNITS[i];
            }
        }
        return durationNs + "ns";
    }

    static long powerOfTwoFrom(long least) {
        return Long.bitCount(least) == 1 ? least : Long.highestOneBit(least) << 1;
    }

    static String quoted(String text) {
        return NUMBER.matcher(text).matches() ? text : "\"" + text + "\"";
    }

    static boolean isAbsent(ConfigValue value) {
        return value.valueType() == ConfigValueType.NULL;
    }

    private static Config holder(ConfigValue value) {
        return value.atKey(KEY);
    }
}
