package io.balsa.benchmarks;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of another process of the benchmarks: the same java, flags and class path as this one's. */
public final class JavaCommand {
    /** What is about this process alone. */
    private static final List<String> NOT_INHERITED = List.of("-Xmx", "-Xms", "-javaagent", "-agentlib", "-agentpath");

    private JavaCommand() {}

    /** Flags of this process that others get too. */
    public static List<String> inherited() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> NOT_INHERITED.stream().noneMatch(flag::startsWith))
                .toList();
    }

    /**
     * Of {@code bench} with some arguments.
     *
     * @param flags of the JVM, beside those of this one; its heap is not taken over
     */
    public static List<String> of(List<String> flags, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(inherited());
        command.addAll(flags);
        command.add("-Dlogback.configurationFile=logback-benchmarks.xml");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(arguments);
        return command;
    }
}
