package io.balsa.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One node and the process that runs it, if one does. One thread, and another that stops and resumes. */
public final class NodeProcess {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PATIENCE_S = 120;
    private static final int LOG_LINES = 20;

    private final int node;
    private final List<String> command;
    private final Path log;
    private BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private volatile @Nullable Process process;
    private volatile boolean stopped;

    NodeProcess(int node, List<String> command, Path log) {
        this.node = node;
        this.command = command;
        this.log = log;
    }

    /** Its number, from 0. */
    public int node() {
        return node;
    }

    /** Starts a process and does not wait for it. */
    public void start() throws IOException {
        Process started = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread.ofVirtual().start(() -> read(started, lines));
        answers = lines;
        process = started;
        stopped = false;
    }

    private static void read(Process from, BlockingQueue<String> lines) {
        try (BufferedReader reader = from.inputReader()) {
            reader.lines().forEach(lines::add);
        } catch (IOException | java.io.UncheckedIOException e) {
            // It ended.
        }
    }

    /** What the node says of itself. Waits until it has started. */
    public NodeFacts facts() throws IOException, InterruptedException {
        return JSON.readValue(ask(NodeMain.STATUS), NodeFacts.class);
    }

    /** What its process holds. */
    public MemoryFacts memory() throws IOException, InterruptedException {
        return JSON.readValue(ask(NodeMain.MEMORY), MemoryFacts.class);
    }

    /**
     * Processor time of its process, in nanoseconds: as the kernel counts it in ticks while the process stands still and cannot
     * be asked, and 0 of one that has ended, which uses none any more.
     */
    long cpuNs() throws IOException, InterruptedException {
        if (!running().isAlive()) {
            return 0;
        }
        return stopped ? running().info().totalCpuDuration().orElseThrow().toNanos() : facts().cpuNs();
    }

    private String ask(String question) throws IOException, InterruptedException {
        tell(question);
        for (int waited = 0; waited < PATIENCE_S; waited++) {
            String answer = answers.poll(1, TimeUnit.SECONDS);
            if (answer != null) {
                return answer;
            }
            if (!running().isAlive()) {
                throw new IOException("node " + node + " has ended:\n" + logTail());
            }
        }
        throw new IOException("node " + node + " does not answer:\n" + logTail());
    }

    private void tell(String line) throws IOException {
        try {
            Writer questions = running().outputWriter();
            questions.write(line + "\n");
            questions.flush();
        } catch (IOException e) {
            throw new IOException("node " + node + " has ended:\n" + logTail(), e);
        }
    }

    private Process running() {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException("node " + node + " does not run");
        }
        return running;
    }

    /** SIGKILL, which also ends what stands still. */
    public void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
        }
    }

    /** Tells the node to close in its own way, and does not wait. */
    public void close() throws IOException {
        tell(NodeMain.CLOSE);
    }

    /** SIGSTOP: it stands still and keeps everything. */
    public void stop() throws IOException {
        stopped = true;
        Shell.run("kill", "-STOP", Long.toString(running().pid()));
    }

    /** SIGCONT: it goes on as if nothing had been. */
    public void resume() throws IOException {
        Shell.run("kill", "-CONT", Long.toString(running().pid()));
        stopped = false;
    }

    /** @throws IOException when it does not end in time */
    public void awaitEnd() throws IOException, InterruptedException {
        Process running = process;
        if (running != null && !running.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
            throw new IOException("node " + node + " does not end:\n" + logTail());
        }
    }

    /** The end of what the process wrote. */
    private String logTail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }
}
