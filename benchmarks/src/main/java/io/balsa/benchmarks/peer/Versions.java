package io.balsa.benchmarks.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Versions of libraries, as their own build noted them. */
public final class Versions {
    private Versions() {}

    /** Of the artifact that a class came from. */
    public static String of(Class<?> type, String groupId, String artifactId) {
        String notes = "/META-INF/maven/" + groupId + "/" + artifactId + "/pom.properties";
        try (InputStream in = type.getResourceAsStream(notes)) {
            if (in == null) {
                String version = type.getPackage().getImplementationVersion();
                return version == null ? "unknown" : version;
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
