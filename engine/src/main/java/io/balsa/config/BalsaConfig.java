package io.balsa.config;

import java.nio.file.Path;
import java.util.Map;

/**
 * A node's configuration: a HOCON file over the {@code reference.conf} of every module on the class path, read and checked as a
 * whole. Immutable.
 *
 * <p>Values come, in this order, from {@link #with}, from system properties such as {@code -Dbalsa.node.id=2} (only
 * {@link #load} looks at them, and it logs each one), from the file and what it includes, and from the defaults. Environment
 * variables count only where the file names them: {@code id = ${?NODE_ID}}.
 */
public final class BalsaConfig {
    private final Written written;
    private final Map<Class<?>, Record> sections;

    private BalsaConfig(Written written) {
        this.written = written;
        this.sections = new Reading(written).sections();
    }

    /**
     * Reads a file.
     *
     * @throws ConfigException with every error of the file and of the system properties
     */
    public static BalsaConfig load(Path file) {
        return new BalsaConfig(Written.file(file).withSystemProperties());
    }

    /**
     * Reads a text; relative paths start from the working directory.
     *
     * @param originName what errors call the text
     * @throws ConfigException with every error of the text
     */
    public static BalsaConfig parse(String hocon, String originName) {
        return new BalsaConfig(Written.text(hocon, originName));
    }

    /**
     * A copy in which these values go over all others.
     *
     * @throws ConfigException with every error; those of the new values are said to be in {@code override}
     */
    public BalsaConfig with(String hocon) {
        return new BalsaConfig(written.with(hocon));
    }

    public ClusterConfig cluster() {
        return section(ClusterConfig.class);
    }

    public RaftConfig raft() {
        return section(RaftConfig.class);
    }

    public LimitsConfig limits() {
        return section(LimitsConfig.class);
    }

    public LoopConfig loop() {
        return section(LoopConfig.class);
    }

    /**
     * The section that becomes this record.
     *
     * @throws IllegalArgumentException when no {@link ConfigSection} on the class path has this type
     */
    public <T extends Record> T section(Class<T> type) {
        Record section = sections.get(type);
        if (section == null) {
            throw new IllegalArgumentException("no configuration section of type " + type.getName()
                    + " is on the class path; check META-INF/services/" + ConfigSection.class.getName());
        }
        return type.cast(section);
    }
}
