package io.balsa.config;

/**
 * One part of the configuration and how it becomes a record. A module adds its own by listing its keys and defaults in a
 * {@code reference.conf} at the root of its jar, and by naming its implementation in
 * {@code META-INF/services/io.balsa.config.ConfigSection}. Stateless, with a public constructor without arguments.
 *
 * @param <T> what the section becomes
 */
public interface ConfigSection<T extends Record> {
    /** Where the section's keys lie, such as {@code balsa.journal}. */
    String path();

    /** The record that {@link BalsaConfig#section} finds it by. */
    Class<T> type();

    /**
     * Reads every key of the section. Errors are noted by the reader, which then returns some harmless value, so that the
     * rest is still read and all errors are told at once; the record is dropped if there was one.
     *
     * @throws IllegalArgumentException when the record refuses its values (see {@link Rules}); told like any other error
     */
    T read(SectionReader in);
}
