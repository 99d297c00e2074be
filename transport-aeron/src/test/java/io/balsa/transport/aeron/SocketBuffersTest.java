package io.balsa.transport.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.transport.aeron.AeronConfig.UdpConfig;
import org.junit.jupiter.api.Test;

class SocketBuffersTest {
    private static final UdpConfig WANTED = new UdpConfig("", 1408, 16 * 1024, 1 << 20, 1 << 16, 1 << 16);

    private final ErrorLog log = new ErrorLog("test");

    @Test
    void thisMachineGivesNoMoreThanIsAskedForAndTakesLongDatagrams() {
        SocketBuffers given = SocketBuffers.probe(WANTED, log);

        assertThat(given.receiveBuffer()).isBetween(1, WANTED.receiveBuffer());
        assertThat(given.receiveWindow()).isBetween(WANTED.longestMtu(), WANTED.receiveWindow());
        assertThat(given.loopbackMtu()).isEqualTo(16 * 1024);
    }

    @Test
    void whereTheSystemTakesNoLongDatagramsTheyAreHalfAsLongUntilItDoes() {
        assertThat(SocketBuffers.loopbackMtu(WANTED, length -> true, log)).isEqualTo(16 * 1024);
        assertThat(SocketBuffers.loopbackMtu(WANTED, length -> length <= 9216, log))
                .isEqualTo(8 * 1024);
        assertThat(SocketBuffers.loopbackMtu(WANTED, length -> false, log)).isEqualTo(1408);
    }
}
