package io.balsa.transport.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.driver.MediaDriver;
import io.balsa.spi.ClientTransport;
import io.balsa.spi.RecordedFrames;
import io.balsa.spi.Transport;
import io.balsa.transport.aeron.AeronConfig.DriverMode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Links in every driver mode, and how they come back when something under them is taken away. */
@Timeout(90)
class MendingTest {
    @TempDir
    Path parent;

    @ParameterizedTest
    @EnumSource(DriverMode.class)
    void linksComeBackWhenAeronClosesItsClient(DriverMode mode) {
        MediaDriver external = mode == DriverMode.EXTERNAL ? externalDriver() : null;
        try (external;
                Stage stage = new Stage(Configs.with(mode, parent.toString()))) {
            stage.untilAllHear();
            ((AeronTransport) stage.one).media().aeron().close();
            stage.untilAllHear();
            assertThat(stage.heardByOne.goneClients).hasSize(1);
            ((AeronClientTransport) stage.client).media().aeron().close();
            stage.untilAllHear();
        }
    }

    @Test
    void linksComeBackWhenTheExternalDriverRestarts() {
        MediaDriver first = externalDriver();
        try (Stage stage = new Stage(Configs.with(DriverMode.EXTERNAL, parent.toString()))) {
            stage.untilAllHear();
            first.close();
            Turns.until(() -> stage.turn() && !stage.client.isConnected() && !Turns.send(stage.one, 2));
            try (MediaDriver second = externalDriver()) {
                stage.untilAllHear();
            }
        } finally {
            first.close();
        }
    }

    @Test
    void aMemberThatDiedWithoutAWordIsHeardAgainSoonAfterItIsBack() {
        try (Stage stage = new Stage(Configs.fast())) {
            stage.untilAllHear();
            ((AeronTransport) stage.two).media().release();
            stage.two = stage.fixture.open(2);
            long backAtNs = System.nanoTime();
            stage.two.connect(stage.fixture.membership());
            stage.untilAllHear();
            System.getLogger(getClass().getName())
                    .log(System.Logger.Level.INFO, "back after {0} us", (System.nanoTime() - backAtNs) / 1_000);
            assertThat(System.nanoTime() - backAtNs)
                    .isLessThan(Configs.fast().links().livenessTimeoutNs());
        }
    }

    private MediaDriver externalDriver() {
        return MediaDriver.launch(new MediaDriver.Context()
                .aeronDirectoryName(parent.toString())
                .dirDeleteOnStart(true)
                .warnIfDirectoryExists(false)
                .errorHandler(error -> {})
                .socketRcvbufLength(2 * 1024 * 1024)
                .socketSndbufLength(2 * 1024 * 1024)
                .clientLivenessTimeoutNs(2_000_000_000L)
                .publicationUnblockTimeoutNs(3_000_000_000L));
    }

    /** Two members and a client of the first. */
    private static final class Stage implements AutoCloseable {
        final AeronFixture fixture;
        final Transport one;
        Transport two;
        final ClientTransport client;
        RecordedFrames heardByOne = new RecordedFrames();
        RecordedFrames heardByTwo = new RecordedFrames();

        Stage(AeronConfig config) {
            fixture = new AeronFixture(config);
            one = fixture.open(1);
            two = fixture.open(2);
            client = fixture.openClient();
            one.connect(fixture.membership());
            two.connect(fixture.membership());
            client.connect(fixture.membership().find(1).address());
        }

        boolean turn() {
            return Turns.turn(one, heardByOne)
                    && Turns.turn(two, heardByTwo)
                    && Turns.turn(client, new RecordedFrames());
        }

        /** From here on, frames must arrive from everyone. */
        void untilAllHear() {
            heardByOne.fromPeers.clear();
            heardByOne.fromClients.clear();
            heardByTwo.fromPeers.clear();
            Turns.until(() -> {
                Turns.send(one, 2);
                Turns.send(two, 1);
                Turns.send(client);
                turn();
                return !heardByOne.fromPeers.isEmpty()
                        && !heardByOne.fromClients.isEmpty()
                        && !heardByTwo.fromPeers.isEmpty();
            });
        }

        @Override
        public void close() {
            fixture.close();
        }
    }
}
