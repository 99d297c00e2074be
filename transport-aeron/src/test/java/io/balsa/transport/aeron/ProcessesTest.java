package io.balsa.transport.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.api.Membership;
import io.balsa.spi.RecordedFrames;
import io.balsa.spi.Transport;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The other member is a process, and is stopped and killed. */
@Timeout(120)
@EnabledOnOs({OS.LINUX, OS.MAC})
class ProcessesTest {
    @TempDir
    Path parent;

    private final RecordedFrames heard = new RecordedFrames();

    @Test
    void linksComeBackAfterAStopBeyondAllTimeoutsAndAfterAKill() throws IOException, InterruptedException {
        try (AeronFixture fixture = new AeronFixture(Configs.fast())) {
            Membership members = fixture.membership();
            Transport one = fixture.open(1);
            one.connect(members);
            Process two = start(members);
            try {
                untilEchoed(one);
                signal("STOP", two);
                Turns.until(() -> Turns.turn(one, heard) && !Turns.send(one, 2));
                signal("CONT", two);
                untilEchoed(one);
                two.destroyForcibly().waitFor();
                two = start(members);
                untilEchoed(one);
                assertThat(parent.toFile().list()).as("directories of drivers").hasSize(1);
            } finally {
                two.destroyForcibly().waitFor();
            }
        }
    }

    private Process start(Membership members) throws IOException {
        return EchoNode.start(members.find(1).address(), members.find(2).address(), parent.toString());
    }

    private void untilEchoed(Transport one) {
        // What was under way before may still come.
        for (int i = 0; i < 3; i++) {
            heard.fromPeers.clear();
            Turns.until(() -> {
                Turns.send(one, 2);
                Turns.turn(one, heard);
                return !heard.fromPeers.isEmpty();
            });
        }
    }

    private static void signal(String name, Process process) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        assertThat(exit).isZero();
    }
}
