package io.balsa.benchmarks.peer.aeron;

/** Aeron's own properties, from which its contexts take what nobody sets. */
final class AeronProperties {
    private AeronProperties() {}

    /** Sets some. {@code settings}: {@code name=value} with spaces between; may be empty. */
    static void set(String settings) {
        for (String setting :
                settings.isBlank() ? new String[0] : settings.strip().split("\\s+")) {
            String[] parts = setting.split("=", 2);
            if (parts.length < 2 || !parts[0].startsWith("aeron.")) {
                throw new IllegalArgumentException("aeron takes settings such as"
                        + " aeron.cluster.leader.heartbeat.timeout=500ms, not \"" + setting + "\"");
            }
            System.setProperty(parts[0], parts[1]);
        }
    }
}
