package io.balsa.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One pass over what was written: every section on the class path read, every error collected. */
final class Reading {
    private static final String ROOT = "balsa";
    /** Between what a caller hands over and what the ring or the log holds: headers and padding. */
    private static final int OVERHEAD = 128;

    private final KnownKeys known;
    private final Errors errors;
    private final Source source;
    private final Map<Class<?>, Record> sections = new HashMap<>();

    /** @throws ConfigException when there was any error */
    Reading(Written written) {
        Config reference = reference();
        Config defaults = reference.resolve();
        Config values = written.over(reference);
        known = new KnownKeys(KnownKeys.of(defaults.root(), ""));
        errors = new Errors(written.origin());
        source = new Source(
                values.root(), "", new Source.Context(defaults.root(), known.keys(), errors, written.directory()));

        known.reject(values.withOnlyPath(ROOT).root(), "", errors);
        rejectMistypedRoot(values);
        sectionsOnClassPath().forEach(this::read);
        source.rejectUnknownInMembers();
        checkAcrossSections();
        errors.throwIfAny();
    }

    Map<Class<?>, Record> sections() {
        return Map.copyOf(sections);
    }

    /** Keys that have a default. */
    Set<String> known() {
        return known.keys();
    }

    /** Keys that a section asked for. */
    Set<String> asked() {
        return source.asked();
    }

    /** Not resolved, so that a default may be made of a value that the file sets. */
    private static Config reference() {
        return ConfigFactory.parseResources(Reading.class.getClassLoader(), Origins.REFERENCE)
                .withOnlyPath(ROOT);
    }

    private static List<ConfigSection<?>> sectionsOnClassPath() {
        List<ConfigSection<?>> found = new ArrayList<>(
                List.of(new ClusterSection(), new RaftSection(), new LimitsSection(), new LoopSection()));
        for (ConfigSection<?> section : ServiceLoader.load(ConfigSection.class, Reading.class.getClassLoader())) {
            found.add(section);
        }
        return found;
    }

    /** The embedder may keep keys of its own in the same file, but hardly under a name this close to ours. */
    private void rejectMistypedRoot(Config values) {
        KnownKeys roots = new KnownKeys(Set.of(ROOT));
        values.root().forEach((name, value) -> {
            if (!name.equals(ROOT) && roots.nearest(name) != null) {
                errors.add(value.origin(), name, "is not a known key; did you mean \"" + ROOT + "\"?");
            }
        });
    }

    private void read(ConfigSection<?> section) {
        try {
            sections.put(section.type(), section.read(new SectionReader(source, section.path())));
        } catch (Rules.BrokenRules e) {
            reject(section.path(), e);
        } catch (IllegalArgumentException e) {
            errors.add(null, section.path(), String.valueOf(e.getMessage()));
        }
    }

    /** A rule says nothing once one of its values was rejected for itself. */
    private void reject(String path, Rules.BrokenRules rules) {
        for (Rules.Broken broken : rules.broken()) {
            List<String> keys = new ArrayList<>(List.of(broken.key()));
            broken.others().forEach(other -> keys.add(path + "." + other));
            if (keys.stream().noneMatch(errors::isRejected)) {
                errors.add(whereWritten(keys), broken.key(), broken.message());
            }
        }
    }

    /** The first of these keys that does not have its default. */
    private @Nullable ConfigOrigin whereWritten(List<String> keys) {
        for (String key : keys) {
            ConfigValue value = source.find(key);
            if (value != null && !Origins.isReference(value.origin())) {
                return value.origin();
            }
        }
        return null;
    }

    private void checkAcrossSections() {
        if (!(sections.get(RaftConfig.class) instanceof RaftConfig raft)
                || !(sections.get(LimitsConfig.class) instanceof LimitsConfig limits)) {
            return;
        }
        long command = (long) limits.maxCommandLength() + OVERHEAD;
        long longest = 2 * (command + raft.maxAppendBytes());
        try {
            new Rules(ROOT)
                    .require(
                            raft.maxUncommittedBytes() >= command,
                            "must hold the longest command, or it would be refused for ever; use at least "
                                    + Quantities.formatBytes(command) + " or lower limits.max-command-length",
                            "raft.max-uncommitted-bytes",
                            "limits.max-command-length")
                    .require(
                            raft.tailBytes() >= longest,
                            "must hold the longest command and the longest append twice; use at least "
                                    + Quantities.formatBytes(Quantities.powerOfTwoFrom(longest))
                                    + " or lower limits.max-command-length or raft.max-append-bytes",
                            "raft.tail-bytes",
                            "limits.max-command-length",
                            "raft.max-append-bytes")
                    .enforce();
        } catch (Rules.BrokenRules e) {
            reject(ROOT, e);
        }
    }
}
