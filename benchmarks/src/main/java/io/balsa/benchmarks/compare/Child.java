package io.balsa.benchmarks.compare;

import io.balsa.benchmarks.AtExit;
import io.balsa.benchmarks.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@code bench} in a process of its own, with the flags of this one and the same heap for all. */
final class Child {
    private static final String HEAP = "2g";
    private static final int GRACE_S = 60;

    private Child() {}

    /** Flags that every child gets beside those of this process, for reports. */
    static List<String> flags() {
        return List.of("-Xms" + HEAP, "-Xmx" + HEAP);
    }

    /**
     * Runs to the end, which comes at the latest with that of this process.
     *
     * @param log gets what the process prints
     * @return its exit code; -1 when it took longer than that and was killed
     */
    static int run(List<String> arguments, Path log, int seconds) throws IOException, InterruptedException {
        List<String> command = JavaCommand.of(flags(), arguments);
        Files.createDirectories(log.toAbsolutePath().getParent());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        AtExit atExit = AtExit.add("end " + arguments, () -> end(process));
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                return -1;
            }
            return process.exitValue();
        } finally {
            end(process);
            atExit.forget();
        }
    }

    /** Gives it time to end its own processes, and to delete its files. */
    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(GRACE_S, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
