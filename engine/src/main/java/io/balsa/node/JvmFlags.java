package io.balsa.node;

import java.util.ArrayList;
import java.util.List;

/** The flags without which buffers and sockets fail later, in places that say nothing of flags. */
public final class JvmFlags {
    private static final List<String> OPENED = List.of("jdk.internal.misc", "sun.nio.ch");

    private JvmFlags() {}

    /**
     * Checks that the JVM was started with what Balsa needs.
     *
     * @throws IllegalStateException naming each missing flag
     */
    public static void check() {
        check(Object.class.getModule(), JvmFlags.class.getModule());
    }

    static void check(Module base, Module self) {
        List<String> missing = new ArrayList<>();
        for (String name : OPENED) {
            if (!base.isOpen(name, self)) {
                missing.add("--add-opens=java.base/" + name + "=ALL-UNNAMED");
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException("the JVM lacks " + String.join(" ", missing)
                    + ": start it with java @jvm.args, or add "
                    + (missing.size() == 1 ? "this flag" : "these flags"));
        }
    }
}
