package io.balsa.node;

import java.util.ArrayList;
import java.util.List;

/** The flags without which buffers, sockets and files fail later, in places that say nothing of flags. */
public final class JvmFlags {
    private static final String BASE = "java.base/";
    private static final String EVERYBODY = "=ALL-UNNAMED";
    /** Agrona's buffers and Aeron's selectors reach into these. */
    private static final List<String> OPENED_TO_CLIENTS = List.of("jdk.internal.misc", "sun.nio.ch");
    /** Chronicle, the journal, maps files and reads fields through these, and through what is exported. */
    private static final List<String> OPENED_TO_NODES =
            List.of("java.lang", "java.lang.reflect", "java.io", "java.nio", "java.util");

    private static final List<String> EXPORTED_TO_NODES = List.of("jdk.internal.ref", "jdk.internal.util");

    private final Module base;
    private final Module self;
    private final List<String> missing = new ArrayList<>();

    private JvmFlags(Module base, Module self) {
        this.base = base;
        this.self = self;
        opened(OPENED_TO_CLIENTS);
    }

    /**
     * Checks that the JVM was started with what a node needs.
     *
     * @throws IllegalStateException naming every missing flag
     */
    public static void checkForNode() {
        checkForNode(Object.class.getModule(), JvmFlags.class.getModule());
    }

    /**
     * Checks that the JVM was started with what a client needs.
     *
     * @throws IllegalStateException naming every missing flag
     */
    public static void checkForClient() {
        new JvmFlags(Object.class.getModule(), JvmFlags.class.getModule()).insist();
    }

    static void checkForNode(Module base, Module self) {
        JvmFlags flags = new JvmFlags(base, self);
        flags.opened(OPENED_TO_NODES);
        for (String name : EXPORTED_TO_NODES) {
            if (!base.isExported(name, self)) {
                flags.missing.add("--add-exports=" + BASE + name + EVERYBODY);
            }
        }
        flags.insist();
    }

    private void opened(List<String> names) {
        for (String name : names) {
            if (!base.isOpen(name, self)) {
                missing.add("--add-opens=" + BASE + name + EVERYBODY);
            }
        }
    }

    private void insist() {
        if (!missing.isEmpty()) {
            throw new IllegalStateException("the JVM lacks " + String.join(" ", missing)
                    + ": start it with java @jvm.args, or add "
                    + (missing.size() == 1 ? "this flag" : "these flags"));
        }
    }
}
