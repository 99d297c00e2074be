package io.balsa.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.balsa.config.BalsaConfig;
import io.balsa.config.ReferenceKeys;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JournalKeysTest extends ReferenceKeys {
    private static final String MINIMAL = """
        balsa.cluster.name = test
        balsa.cluster.members = [ { id = 7, address = "127.0.0.1:9001" } ]
        balsa.node.id = 7
        """;

    @Test
    void theDefaultsAreThoseOfTheRecord() {
        JournalConfig config = BalsaConfig.parse(MINIMAL, "n.conf").section(JournalConfig.class);

        assertThat(config).isEqualTo(JournalConfig.of(Path.of("data/node-7").toAbsolutePath()));
    }

    @Test
    void aRecordThatDoesNotFitIntoASegmentIsAnError() {
        assertThatThrownBy(() -> BalsaConfig.parse(
                        MINIMAL + "balsa.journal { segment-size = 1 MiB, max-record-length = 512 KiB }", "n.conf"))
                .hasMessageContaining("max-record-length")
                .hasMessageContaining("262144");
    }
}
