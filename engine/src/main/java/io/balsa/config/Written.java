package io.balsa.config;

import static java.lang.System.Logger.Level.INFO;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote, before the defaults are put under it.
 *
 * @param values    not resolved yet
 * @param origin    name of the file
 * @param directory that relative paths start from
 */
record Written(Config values, String origin, Path directory) {
    private static final System.Logger LOG = System.getLogger(Written.class.getName());
    /** Every key lies in a section; a name of two parts such as {@code balsa.root} is free for launchers. */
    private static final Pattern OVERRIDE = Pattern.compile("balsa\\.[^.]+\\..+");

    private static final ConfigParseOptions OPTIONS =
            ConfigParseOptions.defaults().setAllowMissing(false);

    static Written file(Path file) {
        String name = file.toString();
        if (!Files.exists(file)) {
            throw failure(name, "no such file; name the configuration file of this node");
        }
        if (Files.isDirectory(file)) {
            throw failure(name, "is a directory; name the configuration file in it");
        }
        if (!Files.isReadable(file)) {
            throw failure(name, "cannot be read; give this user permission to read it");
        }
        Path parent = file.toAbsolutePath().normalize().getParent();
        Config values = checked(name, () -> ConfigFactory.parseFile(file.toFile(), OPTIONS));
        return new Written(values, name, parent == null ? Path.of("") : parent);
    }

    static Written text(String hocon, String origin) {
        return new Written(parse(hocon, origin), origin, Path.of("").toAbsolutePath());
    }

    Written with(String hocon) {
        return new Written(parse(hocon, "override").withFallback(values), origin, directory);
    }

    /** System properties go over the file, and each one that does is logged. */
    Written withSystemProperties() {
        Properties overrides = new Properties();
        for (String name : System.getProperties().stringPropertyNames()) {
            if (OVERRIDE.matcher(name).matches()) {
                overrides.setProperty(name, System.getProperty(name));
                LOG.log(INFO, "{0} = {1} by system property, over {2}", name, System.getProperty(name), origin);
            }
        }
        Config config = ConfigFactory.parseProperties(overrides, OPTIONS.setOriginDescription(Origins.SYSTEM_PROPERTY));
        return new Written(config.withFallback(values), origin, directory);
    }

    /** All values in force: what was written over the defaults, with every substitution made. */
    Config over(Config defaults) {
        return checked(origin, () -> values.withFallback(defaults).resolve());
    }

    private static Config parse(String hocon, String origin) {
        return checked(origin, () -> ConfigFactory.parseString(hocon, OPTIONS.setOriginDescription(origin)));
    }

    private static Config checked(String origin, Supplier<Config> step) {
        try {
            return step.get();
        } catch (com.typesafe.config.ConfigException e) {
            throw failure(place(e.origin(), origin), complaint(e));
        }
    }

    private static String place(@Nullable ConfigOrigin at, String otherwise) {
        return at == null ? otherwise : Origins.describe(at);
    }

    /** The library's words without the place, which they begin with. */
    private static String complaint(com.typesafe.config.ConfigException e) {
        String message = String.valueOf(e.getMessage());
        String prefix = e.origin() == null ? "" : e.origin().description() + ": ";
        String words = message.startsWith(prefix) ? message.substring(prefix.length()) : message;
        return switch (e) {
            case com.typesafe.config.ConfigException.UnresolvedSubstitution _ ->
                words + "; set it, or write ${?…} when it may be missing";
            case com.typesafe.config.ConfigException.IO _ -> words;
            default -> words + "; check braces, quotes and commas up to this line";
        };
    }

    private static ConfigException failure(String place, String message) {
        return new ConfigException(List.of(place + ": " + message));
    }
}
