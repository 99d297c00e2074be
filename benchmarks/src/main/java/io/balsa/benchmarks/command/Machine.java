package io.balsa.benchmarks.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the results depend on, as far as the machine tells. */
public final class Machine {
    private Machine() {}

    /** By name, in order. */
    public static Map<String, String> describe() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", LocalDate.now(java.time.ZoneId.systemDefault()).toString());
        facts.put(
                "processors",
                Runtime.getRuntime().availableProcessors() + " × " + first("/proc/cpuinfo", "model name"));
        facts.put("memory", first("/proc/meminfo", "MemTotal"));
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("JDK", System.getProperty("java.vendor") + " " + Runtime.version());
        facts.put("disk under the journals", disk());
        return facts;
    }

    /** The same in one line. */
    public static String line() {
        return describe().entrySet().stream()
                .map(fact -> fact.getKey() + " " + fact.getValue())
                .collect(java.util.stream.Collectors.joining("; "));
    }

    /** Tells on which machine what follows is measured. {@code needsDisk}: whether some of that waits for a disk. */
    public static void head(PrintWriter out, boolean needsDisk) {
        out.println(line());
        if (needsDisk && isDiskMemory()) {
            out.println("CAUTION: the journals lie in memory, and no sync reaches a disk; give java a directory on one"
                    + " with BALSA_JAVA_OPTS=-Djava.io.tmpdir=DIRECTORY");
        }
        out.flush();
    }

    private static String first(String file, String key) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** Whether the journals lie in memory, where a sync makes nothing durable. */
    private static boolean isDiskMemory() {
        try {
            String type = Files.getFileStore(Path.of(System.getProperty("java.io.tmpdir")))
                    .type();
            return type.equals("tmpfs") || type.equals("ramfs");
        } catch (IOException e) {
            return false;
        }
    }

    private static String disk() {
        try {
            Path directory = Path.of(System.getProperty("java.io.tmpdir"));
            String options = Files.readAllLines(Path.of("/proc/mounts")).stream()
                    .map(line -> line.split(" "))
                    .filter(words -> directory.startsWith(words[1]))
                    .reduce((one, other) -> one[1].length() > other[1].length() ? one : other)
                    .map(words -> words[2] + " " + words[3])
                    .orElse("");
            return Files.getFileStore(directory).type() + " (" + options + ")";
        } catch (IOException e) {
            return "unknown";
        }
    }
}
