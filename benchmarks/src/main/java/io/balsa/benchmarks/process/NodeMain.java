package io.balsa.benchmarks.process;

import com.sun.management.OperatingSystemMXBean;
import io.balsa.benchmarks.peer.Node;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/**
 * A process that runs one node for who started it: questions come on its standard input, one a line, answers go to its
 * standard output. It ends with its input, so that nothing outlives the run that it belongs to.
 */
public final class NodeMain {
    static final String STATUS = "status";
    static final String MEMORY = "memory";
    static final String CLOSE = "close";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final Node node;
    private final long beganNs;
    private final long openedNs = System.nanoTime();

    private NodeMain(Node node, long beganNs) {
        this.node = node;
        this.beganNs = beganNs;
    }

    /** Runs until told to end, and ends the process. {@code file}: its task. */
    public static void run(Path file) {
        PrintStream answers = System.out;
        // What libraries print is no answer.
        System.setOut(System.err);
        int exit = 1;
        try {
            NodeTask task = JSON.readValue(Files.readAllBytes(file), NodeTask.class);
            long beganNs = System.nanoTime();
            Node node = task.distributedPeer().startNode(task.spec(), task.members(), task.node());
            new NodeMain(node, beganNs).answer(answers);
            exit = 0;
        } catch (Exception e) {
            e.printStackTrace();
        }
        // Not exit: hooks of libraries may wait for a disk that stands still.
        Runtime.getRuntime().halt(exit);
    }

    private void answer(PrintStream answers) throws IOException {
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String question = questions.readLine(); question != null; question = questions.readLine()) {
            switch (question) {
                case STATUS -> answers.println(JSON.writeValueAsString(facts()));
                case MEMORY -> answers.println(JSON.writeValueAsString(MemoryFacts.ofThisProcess()));
                case CLOSE -> {
                    node.close();
                    return;
                }
                default -> throw new IOException("no question: " + question);
            }
            answers.flush();
        }
    }

    private NodeFacts facts() {
        return new NodeFacts(
                node.isReady(),
                node.hasEnded(),
                node.leaderSinceNs(),
                node.tape().applied(),
                node.tape().hash(),
                system.getProcessCpuTime(),
                beganNs,
                openedNs);
    }
}
