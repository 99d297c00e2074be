package io.balsa.transport.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.balsa.spi.RecordedFrames;
import io.balsa.spi.Transport;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Strangers at the port: nothing they send stops the members, and nothing of it is delivered but whole Aeron frames. */
@Timeout(60)
class HostileDatagramsTest {
    private static final int DATAGRAMS = 20_000;
    private static final int[] FRAME_TYPES = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0xB, 0xFF};

    private final RecordedFrames heardByOne = new RecordedFrames();
    private final RecordedFrames heardByTwo = new RecordedFrames();
    private Transport one;
    private Transport two;

    @Test
    void randomDatagramsAreIgnored() throws IOException {
        withMembers(address -> {
            Random random = new Random(1);
            byte[] noise = new byte[1_400];
            bombard(address, i -> {
                random.nextBytes(noise);
                return new DatagramPacket(noise, random.nextInt(noise.length));
            });
        });
        assertThat(heardByOne.fromClients).isEmpty();
    }

    @Test
    void malformedFramesOfEveryTypeAreIgnored() throws IOException {
        withMembers(address -> {
            Random random = new Random(2);
            byte[] bytes = new byte[256];
            ByteBuffer frame = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            bombard(address, i -> {
                random.nextBytes(bytes);
                int length = random.nextInt(bytes.length);
                frame.putInt(0, random.nextBoolean() ? length : random.nextInt());
                frame.put(4, (byte) 0).put(5, (byte) random.nextInt());
                frame.putShort(6, (short) FRAME_TYPES[random.nextInt(FRAME_TYPES.length)]);
                frame.putInt(16, 1 + random.nextInt(3));
                return new DatagramPacket(bytes, length);
            });
        });
    }

    @Test
    void aForeignSessionIsDeliveredAndHarmsNobody(@TempDir Path directory) throws IOException {
        withMembers(address -> {
            try (MediaDriver driver = MediaDriver.launch(new MediaDriver.Context()
                            .aeronDirectoryName(directory.toString())
                            .threadingMode(ThreadingMode.SHARED)
                            .dirDeleteOnStart(true)
                            .warnIfDirectoryExists(false));
                    Aeron aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driver.aeronDirectoryName()));
                    ExclusivePublication foreign = aeron.addExclusivePublication(
                            "aeron:udp?term-length=1g|sparse=true|endpoint=127.0.0.1:" + address.getPort(),
                            Channels.PEER_STREAM)) {
                Turns.until(() -> turn() && foreign.offer(new UnsafeBuffer(new byte[] {42})) > 0);
                Turns.until(() -> turn() && heardByOne.fromPeers.stream().anyMatch(frame -> frame.length == 1));
            }
        });
    }

    /** Runs an attack on the first of two connected members, and sees whether they still hear each other. */
    private void withMembers(Attack attack) throws IOException {
        try (AeronFixture fixture = new AeronFixture(Configs.fast())) {
            one = fixture.open(1);
            two = fixture.open(2);
            one.connect(fixture.membership());
            two.connect(fixture.membership());
            untilBothHear();
            String address = fixture.membership().find(1).address();
            int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
            attack.run(new InetSocketAddress("127.0.0.1", port));
            untilBothHear();
        }
    }

    private void untilBothHear() {
        heardByOne.fromPeers.clear();
        heardByTwo.fromPeers.clear();
        Turns.until(() -> {
            Turns.send(one, 2);
            Turns.send(two, 1);
            turn();
            return heardByTwo.fromPeers.stream().anyMatch(frame -> frame.length == 8)
                    && heardByOne.fromPeers.stream().anyMatch(frame -> frame.length == 8);
        });
    }

    private boolean turn() {
        return Turns.turn(one, heardByOne) && Turns.turn(two, heardByTwo);
    }

    private void bombard(InetSocketAddress address, java.util.function.IntFunction<DatagramPacket> datagrams)
            throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < DATAGRAMS; i++) {
                DatagramPacket packet = datagrams.apply(i);
                packet.setSocketAddress(address);
                socket.send(packet);
                if (i % 16 == 0) {
                    turn();
                }
            }
        }
    }

    private interface Attack {
        void run(InetSocketAddress address) throws IOException;
    }
}
