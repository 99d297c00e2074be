package io.balsa.server.embedded;

import io.balsa.RaftNode;
import io.balsa.api.Command;
import io.balsa.api.ResultWriter;
import io.balsa.api.StateMachine;
import io.balsa.config.BalsaConfig;
import io.balsa.journal.ChronicleJournal;
import io.balsa.transport.aeron.AeronTransport;
import java.nio.file.Path;
import java.time.Duration;
import org.agrona.DirectBuffer;

final class Counter implements StateMachine {
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

    public static void main(String[] args) throws Exception {
        try (RaftNode node = RaftNode.builder(BalsaConfig.load(Path.of(args[0])))
                .journal(ChronicleJournal::open)
                .transport(AeronTransport::open)
                .stateMachine(new Counter())
                .start()) {
            Runtime.getRuntime().addShutdownHook(new Thread(node::close)); // Ctrl-C
            byte[] command = {5}; // any bytes: what they mean is apply's affair
            long value = node.submitAndWait(command, Duration.ofMinutes(1)).asLong();
            System.out.println("added 5, which makes " + value);
            node.awaitStop();
        }
    }
}
