package io.balsa.server.chaos;

import io.balsa.server.cluster.NodeProcess;
import java.io.IOException;

/** What is done to a node, and undone. */
enum Fault {
    KILL {
        @Override
        void inject(NodeProcess node) throws InterruptedException {
            node.kill();
        }

        @Override
        void heal(NodeProcess node) throws IOException {
            node.start();
        }
    },
    STOP {
        @Override
        void inject(NodeProcess node) throws IOException, InterruptedException {
            node.stop();
        }

        @Override
        void heal(NodeProcess node) throws IOException, InterruptedException {
            node.resume();
        }
    };

    abstract void inject(NodeProcess node) throws IOException, InterruptedException;

    abstract void heal(NodeProcess node) throws IOException, InterruptedException;
}
