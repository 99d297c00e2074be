package io.balsa.config;

import com.typesafe.config.ConfigOrigin;
import java.util.regex.Pattern;

/** What the library knows of where a value comes from, in our words. */
final class Origins {
    static final String REFERENCE = "reference.conf";
    static final String SYSTEM_PROPERTY = "system property";

    private static final Pattern LINE = Pattern.compile(": \\d+(-\\d+)?$");

    private Origins() {}

    /** The file, or whatever else it is, without the line. */
    static String place(ConfigOrigin origin) {
        if (origin.filename() != null) {
            return origin.filename();
        }
        String description = LINE.matcher(origin.description()).replaceFirst("");
        return description.equals("env variables") ? "environment variable" : description;
    }

    /** The file and the line, if any. */
    static String describe(ConfigOrigin origin) {
        return origin.lineNumber() > 0 ? place(origin) + ":" + origin.lineNumber() : place(origin);
    }

    static boolean isReference(ConfigOrigin origin) {
        return REFERENCE.equals(origin.resource()) || place(origin).startsWith(REFERENCE);
    }

    static boolean isMerged(ConfigOrigin origin) {
        return origin.description().startsWith("merge of ");
    }
}
