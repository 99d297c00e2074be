package io.balsa.server.strace;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Looks over the shoulder of a running process until closed. */
final class Strace implements AutoCloseable {
    private static final String CALLS = "trace=fdatasync,fsync,read,recvfrom,recvmsg,write,sendto,sendmsg";

    private final Process process;
    private final Path output;

    private Strace(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Returns once every thread is attached. Aborts the test, saying why, where that is not possible. */
    static Strace attach(long pid, Path output) throws IOException {
        Process process;
        try {
            // No more than a datagram is shown of each call, all of it as hexadecimal numbers.
            process = new ProcessBuilder(List.of(
                            "strace",
                            "-f",
                            "-y",
                            "-xx",
                            "-s",
                            "2048",
                            "-e",
                            CALLS,
                            "-o",
                            output.toString(),
                            "-p",
                            "" + pid))
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            return abort("strace is not installed: " + e.getMessage());
        }
        String line =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (line == null || !line.contains("attached")) {
            process.destroyForcibly();
            return abort("strace may not look at process " + pid + ": " + line);
        }
        return new Strace(process, output);
    }

    /** Lets the process go on alone. */
    SystemCalls detach() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IOException("strace does not end");
        }
        return SystemCalls.parse(output);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
