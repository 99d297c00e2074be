package io.balsa.server.embedded;

import io.balsa.RaftClient;
import io.balsa.api.Outcome;
import io.balsa.transport.aeron.AeronClientTransport;
import java.util.List;

final class CounterClient {
    public static void main(String[] addresses) throws Exception {
        try (RaftClient client = RaftClient.builder(List.of(addresses))
                .cluster("app")
                .transport(AeronClientTransport::open)
                .start()) {
            switch (client.submit(new byte[] {5}).get()) {
                case Outcome.Applied applied -> System.out.println("added, which makes " + applied.asLong());
                case Outcome.NotAppended(var reason) -> System.out.println("not added, try again: " + reason);
                case Outcome.Unknown(var reason) -> System.out.println("perhaps added, read first: " + reason);
            }
            long value = client.query(new byte[0]).get().asLong(); // throws unless it was applied
            System.out.println("the counter says " + value);
        }
    }
}
