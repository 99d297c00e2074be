package io.balsa;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An embedder without a listener finds in the log which node leads, and since which term. */
@Timeout(120)
class RoleLogTest {
    private final Logger logger = Logger.getLogger("io.balsa.node");
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<String> threads = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (line.getLevel() == Level.INFO && line.getLoggerName().equals(logger.getName())) {
                threads.add(Thread.currentThread().getName());
                lines.add(MessageFormat.format(line.getMessage(), line.getParameters()));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void listenNoMore() {
        logger.removeHandler(handler);
    }

    @Test
    void changesOfRoleAreLoggedWithTheirTermButNotByTheLoop() {
        try (ThreadedCluster cluster = new ThreadedCluster("")) {
            cluster.start(3);
            RaftNode leader = cluster.leader();
            int id = leader.status().nodeId();
            String leads = "node " + id + " of threads is LEADER in term "
                    + leader.status().term();
            Awaitility.await().until(() -> lines.contains(leads));
            Awaitility.await()
                    .until(() -> lines.stream().anyMatch(line -> line.contains(" of threads follows node " + id)));
            assertThat(threads).allMatch(name -> name.startsWith("balsa-listener-"));
        }
    }
}
