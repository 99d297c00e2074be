package io.balsa.server.cluster;

import io.balsa.server.client.RedisClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One node and the process that runs it, if one does. */
public final class NodeProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int LOG_LINES = 30;

    private final int id;
    private final int port;
    private final List<String> command;
    private final Path log;
    private volatile @Nullable Process process;
    private volatile boolean stopped;

    NodeProcess(int id, int port, List<String> command, Path log) {
        this.id = id;
        this.port = port;
        this.command = command;
        this.log = log;
    }

    public int id() {
        return id;
    }

    /** Where it speaks the Redis protocol. */
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Starts a process; the node then takes part as soon as it is ready. */
    public synchronized void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putIfAbsent("BALSA_LOG_LEVEL", "INFO");
        process = builder.start();
        stopped = false;
    }

    /** SIGKILL, and waits for the end. */
    public synchronized void kill() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroyForcibly().waitFor();
            process = null;
            stopped = false;
        }
    }

    /** SIGTERM, and SIGKILL when that does not help in time. @return whether it ended by itself */
    public synchronized boolean terminate(Duration patience) throws InterruptedException {
        Process running = process;
        if (running == null) {
            return true;
        }
        running.destroy();
        boolean ended = running.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        kill();
        return ended;
    }

    /** SIGSTOP: it stands still and keeps everything. */
    public synchronized void stop() throws IOException, InterruptedException {
        signal("STOP");
        stopped = true;
    }

    /** SIGCONT: it goes on as if nothing had been. */
    public synchronized void resume() throws IOException, InterruptedException {
        signal("CONT");
        stopped = false;
    }

    /** Whether there is a process that is not standing still. */
    public boolean isRunning() {
        Process running = process;
        return running != null && running.isAlive() && !stopped;
    }

    /** Whether a process was started and ended by itself. */
    public boolean hasDied() {
        Process running = process;
        return running != null && !running.isAlive();
    }

    /**
     * Waits for the process to end by itself.
     *
     * @return its exit code
     * @throws IOException when it does not end in time, or none was started
     */
    public int awaitExit(Duration patience) throws IOException, InterruptedException {
        Process running = process;
        if (running == null || !running.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException("node " + id + " did not end by itself:\n" + logTail());
        }
        return running.exitValue();
    }

    public RedisClient connect(Duration patience) throws IOException {
        return new RedisClient(address(), patience);
    }

    /** What the node says of itself; null when it does not answer. */
    public @Nullable NodeInfo info() {
        if (!isRunning()) {
            return null;
        }
        try (RedisClient client = connect(PATIENCE)) {
            return client.call("INFO", "raft") instanceof String text ? NodeInfo.parse(text) : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** The end of what the process wrote. */
    public String logTail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process running = process;
        if (running == null) {
            return;
        }
        int exit = new ProcessBuilder("kill", "-" + name, Long.toString(running.pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (exit != 0 && running.isAlive()) {
            throw new IOException("kill -" + name + " of node " + id + " failed with exit code " + exit);
        }
    }
}
