package io.balsa.transport.aeron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.balsa.config.BalsaConfig;
import io.balsa.config.ConfigException;
import io.balsa.config.ReferenceKeys;
import io.balsa.spi.NodeIdentity;
import io.balsa.spi.TransportException;
import io.balsa.transport.aeron.AeronConfig.DriverMode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class AeronConfigTest extends ReferenceKeys {
    private static final NodeIdentity IDENTITY = new NodeIdentity("c", 0, 1);

    private BalsaConfig config(String text) {
        return BalsaConfig.parse(required() + "\n" + text, "n.conf");
    }

    @Test
    void theDefaultsHoldALongestCommandAndItsHeaders() {
        BalsaConfig config = config("");
        AeronConfig aeron = config.section(AeronConfig.class);
        assertThat(aeron.driver().mode()).isEqualTo(DriverMode.EMBEDDED);
        assertThat(aeron.links().maxFrameLength())
                .isGreaterThanOrEqualTo(config.limits().maxCommandLength() + AeronConfig.FRAME_OVERHEAD);
    }

    @Test
    void aClientWithoutAFileHasTheSameDefaults() {
        assertThat(AeronConfig.defaults()).isEqualTo(config("").section(AeronConfig.class));
    }

    @Test
    void anExternalDriverNeedsADirectory() {
        assertThatThrownBy(() -> config("balsa.transport.driver.mode = external"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("balsa.transport.driver.directory")
                .hasMessageContaining("write the directory of the running driver");
    }

    @Test
    void datagramsAreMadeOfPiecesOf32Bytes() {
        assertThatThrownBy(() -> config("balsa.transport.udp.mtu = 1500"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("use 1472");
    }

    @Test
    void loopbackCarriesLongerDatagramsThanTheNetwork() {
        AeronConfig config = config("balsa.transport.udp { mtu = 1440, loopback-mtu = 16KiB }")
                .section(AeronConfig.class);
        Channels channels = new Channels(config, new SocketBuffers(1 << 20, 1 << 20, 1 << 20, 16 * 1024));
        for (String near : List.of("127.0.0.2", "::1")) {
            assertThat(channels.toPeer(new InetSocketAddress(InetAddress.ofLiteral(near), 9001)))
                    .contains("|mtu=16384|");
        }
        assertThat(channels.toPeer(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 9001)))
                .contains("|mtu=1440|");
    }

    @Test
    void aWindowHoldsTheLongestDatagram() {
        assertThatThrownBy(() -> config("balsa.transport.udp { receive-window = 16KiB }"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("use at least 32768");
    }

    @Test
    void aDatagramIsAtMostAnEighthOfATerm() {
        assertThatThrownBy(() -> config("balsa.transport.udp { loopback-mtu = 65504 }"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("balsa.transport.udp.loopback-mtu")
                .hasMessageContaining("use datagrams of at most 32768");
        assertThat(config("balsa.transport { udp.loopback-mtu = 65504, links.client-term-length = 512KiB }")
                        .section(AeronConfig.class)
                        .udp()
                        .loopbackMtu())
                .isEqualTo(65504);
    }

    @Test
    void openRefusesLimitsThatDoNotFitAFrame() {
        BalsaConfig config = config("balsa.limits { max-command-length = 4MiB, submit-ring-bytes = 64MiB }");
        assertThatThrownBy(() -> AeronTransport.open(IDENTITY, config))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("balsa.limits.max-command-length")
                .hasMessageContaining("max-frame-length to at least 4259840");
    }
}
