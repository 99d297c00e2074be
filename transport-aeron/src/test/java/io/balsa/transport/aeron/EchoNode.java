package io.balsa.transport.aeron;

import io.balsa.api.Member;
import io.balsa.api.Membership;
import io.balsa.spi.NodeIdentity;
import io.balsa.spi.Transport;
import io.balsa.spi.TransportHandler;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;

/** Member 2 in a process of its own: sends what it hears back to member 1, until its standard input ends. */
final class EchoNode implements TransportHandler {
    private static final int LIMIT = 64;
    private static final long IDLE_NS = 50_000;

    private final Transport transport;

    private EchoNode(Transport transport) {
        this.transport = transport;
    }

    /** @param args address of member 1, own address, directory for the driver's directory */
    public static void main(String[] args) {
        Thread.ofVirtual().start(EchoNode::exitWithParent);
        Membership members = Membership.of(List.of(new Member(1, args[0], 1), new Member(2, args[1], 1)));
        Transport transport = AeronTransport.open(
                AeronTransport.Cluster.of(new NodeIdentity("test", 0, 2), members, 1),
                Configs.with(AeronConfig.DriverMode.EMBEDDED, args[2]));
        transport.connect(members);
        EchoNode node = new EchoNode(transport);
        while (true) {
            if (transport.poll(node, LIMIT) + transport.flush() == 0) {
                LockSupport.parkNanos(IDLE_NS);
            }
        }
    }

    /** Starts one with the class path and the flags of this process. */
    static Process start(String one, String two, String directory) throws IOException {
        String java = ProcessHandle.current().info().command().orElseThrow();
        return new ProcessBuilder(
                        java,
                        "@" + System.getProperty("repository.root") + "/jvm.args",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EchoNode.class.getName(),
                        one,
                        two,
                        directory)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void exitWithParent() {
        try {
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            // As good as the end.
        }
        Runtime.getRuntime().halt(0);
    }

    @Override
    public void onPeerFrame(DirectBuffer frame, int offset, int length) {
        transport.send(1, frame, offset, length);
    }

    @Override
    public void onClientFrame(long clientLink, DirectBuffer frame, int offset, int length) {}

    @Override
    public void onClientGone(long clientLink) {}
}
