package io.balsa.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.spi.RecordedFrames;
import io.balsa.spi.Transport;
import io.balsa.spi.TransportContract;
import io.balsa.spi.TransportFixture;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The fake keeps the contract of the real thing, and disturbs as told. */
class MemoryNetworkTest extends TransportContract {
    private final MemoryNetwork network = new MemoryNetwork();

    @Override
    protected TransportFixture fixture() {
        return new MemoryFixture(network);
    }

    @Test
    void aCutLinkSwallowsFramesOneWay() {
        Pair pair = new Pair();
        network.link(1, 2).cut();
        assertThat(pair.send(1)).isTrue();
        assertThat(pair.send(2)).isTrue();
        assertThat(pair.heardBy(2)).isZero();
        assertThat(pair.heardBy(1)).isOne();
        network.heal();
        pair.send(1);
        assertThat(pair.heardBy(2)).isOne();
    }

    @Test
    void anIsolatedNodeNeitherSpeaksNorHears() {
        Pair pair = new Pair();
        network.isolate(2);
        pair.send(1);
        pair.send(2);
        assertThat(network.isQuiet()).isTrue();
    }

    @Test
    void aHeldLinkDeliversWhenReleased() {
        Pair pair = new Pair();
        network.link(1, 2).hold();
        pair.send(1);
        pair.send(1);
        assertThat(pair.heardBy(2)).isZero();
        assertThat(network.isQuiet()).isFalse();
        network.link(1, 2).release();
        assertThat(pair.heardBy(2)).isEqualTo(2);
    }

    @Test
    void framesAreDroppedAndDuplicatedAsTold() {
        Pair pair = new Pair();
        network.link(1, 2).duplicateNext(1);
        pair.send(1);
        pair.send(1);
        assertThat(pair.heardBy(2)).isEqualTo(3);
        network.link(1, 2).dropWhere(frame -> frame.getByte(0) == 1);
        pair.send(1);
        assertThat(pair.heardBy(2)).isZero();
    }

    /** Two connected nodes. */
    private final class Pair {
        private final Transport[] nodes = {network.transport(1), network.transport(2)};

        Pair() {
            nodes[0].connect(MemoryNetwork.membership(2));
            nodes[1].connect(MemoryNetwork.membership(2));
        }

        boolean send(int from) {
            return nodes[from - 1].send(3 - from, new UnsafeBuffer(new byte[] {(byte) from}), 0, 1);
        }

        int heardBy(int nodeId) {
            RecordedFrames frames = new RecordedFrames();
            nodes[nodeId - 1].poll(frames, 100);
            return frames.fromPeers.size();
        }
    }
}
