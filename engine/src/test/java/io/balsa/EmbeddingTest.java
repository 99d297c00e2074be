package io.balsa;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.api.Command;
import io.balsa.api.ResultWriter;
import io.balsa.api.StateMachine;
import io.balsa.config.BalsaConfig;
import io.balsa.node.RingNetwork;
import io.balsa.testing.MemoryJournal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an embedder writes: a replicated counter, with journal and network in memory. */
class EmbeddingTest {
    @TempDir
    private Path folder;

    static final class Counter implements StateMachine {
        private long value;

        @Override
        public void apply(Command command, ResultWriter result) {
            value += command.buffer().getByte(command.offset());
            result.putLong(value);
        }

        @Override
        public void query(DirectBuffer query, int offset, int length, ResultWriter result) {
            result.putLong(value);
        }
    }

    @Test
    void aReplicatedCounterTakesTwentyFiveLines() throws Exception {
        Path file = Files.writeString(folder.resolve("balsa.conf"), """
            balsa.cluster { name = counters, members = [ { id = 1, address = "localhost:9001" } ] }
            balsa.node.id = 1
            balsa.limits { max-command-length = 4KiB, max-result-length = 4KiB }
            """);
        byte[] command = {5};
        RingNetwork network = new RingNetwork();

        try (RaftNode node = RaftNode.builder(BalsaConfig.load(file))
                .journal((identity, config) -> new MemoryJournal())
                .transport((identity, config) -> network.open(identity.nodeId()))
                .stateMachine(new Counter())
                .start()) {
            long value = node.submit(command).get().asLong();
            assertThat(value).isEqualTo(5);
        }
    }
}
