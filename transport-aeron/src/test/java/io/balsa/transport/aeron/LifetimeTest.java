package io.balsa.transport.aeron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.balsa.api.Member;
import io.balsa.api.Membership;
import io.balsa.spi.ClientTransport;
import io.balsa.spi.NodeIdentity;
import io.balsa.spi.RecordedFrames;
import io.balsa.spi.Transport;
import io.balsa.spi.TransportException;
import io.balsa.transport.aeron.AeronConfig.DriverMode;
import java.io.File;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What opening makes, closing removes, and what the user is told when opening fails. */
@Timeout(60)
class LifetimeTest {
    @TempDir
    Path parent;

    @Test
    void anEmbeddedTransportHasNoThreadAndLeavesNothing() {
        Set<Thread> before = threads();
        try (AeronFixture fixture = new AeronFixture(Configs.with(DriverMode.EMBEDDED, parent.toString()))) {
            Transport one = fixture.open(1);
            ClientTransport client = fixture.openClient();
            client.connect(fixture.membership().find(1).address());
            Turns.until(() -> Turns.turn(one, client) && client.isConnected());
            assertThat(parent).isNotEmptyDirectory();
            Set<Thread> more = threads();
            more.removeAll(before);
            assertThat(more).isEmpty();
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void aDedicatedDriverEndsItsThreadsAndLeavesNothing() {
        Set<Thread> before = threads();
        try (AeronFixture fixture = new AeronFixture(Configs.with(DriverMode.DEDICATED, parent.toString()))) {
            fixture.open(1);
            assertThat(threads()).hasSizeGreaterThan(before.size());
        }
        Set<Thread> more = threads();
        more.removeAll(before);
        assertThat(more).isEmpty();
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void theOtherEndsLearnOfACloseAtOnce() {
        try (AeronFixture fixture = new AeronFixture(Configs.fast())) {
            Transport one = fixture.open(1);
            Transport two = fixture.open(2);
            one.connect(fixture.membership());
            two.connect(fixture.membership());
            ClientTransport client = fixture.openClient();
            client.connect(fixture.membership().find(1).address());
            Turns.until(() ->
                    Turns.turn(one, client) && Turns.turn(two, client) && client.isConnected() && Turns.send(two, 1));
            long closedAtNs = System.nanoTime();
            one.close();
            Turns.until(() -> Turns.turn(two, client) && !client.isConnected() && !Turns.send(two, 1));
            assertThat(System.nanoTime() - closedAtNs)
                    .isLessThan(Configs.fast().links().livenessTimeoutNs() / 2);
        }
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            assertThatThrownBy(() -> open(address, Configs.with(DriverMode.EMBEDDED, parent.toString())))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("cannot listen at " + address + ": Address already in use. Is another");
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void anUnknownHostIsNamed() {
        assertThatThrownBy(() -> open("no-such-host.invalid:9001", Configs.fast()))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("the host \"no-such-host.invalid\" of no-such-host.invalid:9001 is unknown");
    }

    @Test
    void aMemberOfAnUnknownHostDoesNotKeepTheOthersApart() {
        try (AeronFixture fixture = new AeronFixture(Configs.fast())) {
            Transport one = fixture.open(1);
            Transport two = fixture.open(2);
            RecordedFrames heard = new RecordedFrames();
            Membership odd = Membership.of(List.of(
                    fixture.membership().find(1),
                    fixture.membership().find(2),
                    new Member(3, "no-such-host.invalid:9001", 1)));
            one.connect(odd);
            Turns.until(() -> Turns.turn(one, heard) && Turns.turn(two, heard) && Turns.send(one, 2));
            assertThat(Turns.send(one, 3)).isFalse();
        }
    }

    @Test
    void anExternalDriverThatDoesNotRunIsNamed() {
        AeronConfig config =
                Configs.with(DriverMode.EXTERNAL, parent.resolve("none").toString());
        assertThatThrownBy(() -> open("127.0.0.1:" + AeronFixture.freePorts(1)[0], config))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("no media driver runs at " + parent.resolve("none"));
    }

    @Test
    void whatAKilledProcessLeftIsDeletedAtTheNextStart() throws IOException {
        Path stale = parent.resolve("balsa-test.0.1-1-4194999-1-1");
        Path others = parent.resolve("balsa-test.0.2-1-4194999-1-1");
        Path living = parent.resolve("balsa-test.0.1-1-"
                + ProcessHandle.current().pid() + "-"
                + ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli() + "-0");
        for (Path directory : List.of(stale, others, living)) {
            Files.createDirectories(directory);
        }
        try (AeronFixture fixture = new AeronFixture(Configs.with(DriverMode.EMBEDDED, parent.toString()))) {
            fixture.open(1);
        }
        assertThat(parent.toFile().list())
                .containsExactlyInAnyOrder(
                        others.getFileName().toString(), living.getFileName().toString());
    }

    @Test
    void whatAProcessKilledAMomentAgoLeftIsDeletedAtTheNextStart() throws IOException {
        AeronConfig config = Configs.with(DriverMode.EMBEDDED, parent.toString());
        try (AeronFixture fixture = new AeronFixture(config)) {
            fixture.open(1);
            File running = parent.toFile().listFiles()[0];
            String killed = running.getName().replaceFirst("-\\d+-\\d+-\\d+$", "-4194999-1-1");
            Files.createDirectories(parent.resolve(killed));
            Files.copy(
                    running.toPath().resolve("cnc.dat"), parent.resolve(killed).resolve("cnc.dat"));
            open("127.0.0.1:" + AeronFixture.freePorts(1)[0], config);
            assertThat(parent.toFile().list()).containsExactly(running.getName());
        }
    }

    private static void open(String address, AeronConfig config) {
        Membership alone = Membership.of(List.of(new Member(1, address, 1)));
        AeronTransport.open(AeronTransport.Cluster.of(new NodeIdentity("test", 0, 1), alone, 1), config)
                .close();
    }

    /** Virtual threads have carriers, which come and go by themselves. */
    private static Set<Thread> threads() {
        Thread[] all = new Thread[Thread.activeCount() + 100];
        int count = Thread.enumerate(all);
        Set<Thread> found = new HashSet<>(Arrays.asList(all).subList(0, count));
        found.removeIf(thread -> thread.getName().startsWith("ForkJoinPool"));
        return found;
    }
}
