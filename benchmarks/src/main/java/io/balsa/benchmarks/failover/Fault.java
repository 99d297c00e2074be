package io.balsa.benchmarks.failover;

import io.balsa.benchmarks.Choice;
import io.balsa.benchmarks.process.Ground;
import io.balsa.benchmarks.process.NodeProcess;
import io.balsa.benchmarks.process.ProcessCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What is done to a leader, and undone. */
enum Fault {
    /** SIGKILL of its process. */
    KILL {
        @Override
        void inject(ProcessCluster cluster, NodeProcess leader) {
            leader.kill();
        }

        @Override
        void heal(ProcessCluster cluster, NodeProcess node) throws IOException, InterruptedException {
            node.awaitEnd();
            node.start();
        }
    },
    /** It is told to close, and the process ends. */
    CLOSE {
        @Override
        void inject(ProcessCluster cluster, NodeProcess leader) throws IOException {
            leader.close();
        }

        @Override
        void heal(ProcessCluster cluster, NodeProcess node) throws IOException, InterruptedException {
            KILL.heal(cluster, node);
        }
    },
    /** SIGSTOP of its process, and SIGCONT in the end. */
    STOP {
        @Override
        void inject(ProcessCluster cluster, NodeProcess leader) throws IOException {
            leader.stop();
        }

        @Override
        void heal(ProcessCluster cluster, NodeProcess node) throws IOException {
            node.resume();
        }
    },
    /** Its cable is pulled: it reaches neither the others nor the client. */
    PARTITION {
        @Override
        Ground ground(Path directory) throws IOException {
            return Ground.withNetwork(directory);
        }
    },
    /** Its disk does not go on: writes and syncs wait. */
    STALLED_DISK {
        @Override
        Ground ground(Path directory) throws IOException {
            return Ground.withDisks(directory);
        }
    };

    /** As on the command line. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException when there is none of that name; the message says which there are */
    static Fault of(String word) {
        return Choice.of("kind", word, List.of(values()), Fault::word);
    }

    /** Where nodes stand to which this can be done. */
    Ground ground(Path directory) throws IOException {
        return Ground.plain(directory);
    }

    void inject(ProcessCluster cluster, NodeProcess leader) throws IOException {
        cluster.ground().impair(leader.node());
    }

    void heal(ProcessCluster cluster, NodeProcess node) throws IOException, InterruptedException {
        cluster.ground().restore(node.node());
    }
}
