package io.balsa.server.cluster;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line that starts this very program again: the same java, the same flags, the same class path. */
final class JavaCommand {
    /** What is about this process alone: its memory, and what owns a file or a port. */
    private static final List<String> NOT_INHERITED = List.of(
            "-Xmx",
            "-Xms",
            "-javaagent",
            "-agentlib",
            "-agentpath",
            "-XX:+HeapDump",
            "-XX:AOTCacheOutput",
            "-Dsurefire");

    private JavaCommand() {}

    static List<String> of(String mainClass, List<String> flags, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (NOT_INHERITED.stream().noneMatch(flag::startsWith)) {
                command.add(flag);
            }
        }
        command.addAll(flags);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }
}
