package io.balsa.server.resp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplyWriterTest {
    private final ReplyWriter writer = new ReplyWriter();

    @Test
    void writesTheSecondVersion() {
        writer.status("OK")
                .error("ERR a\r\nb")
                .integer(Long.MIN_VALUE)
                .bulk("é")
                .nil();
        writer.array(2).map(1).set(3).verbatim("x");
        assertThat(text())
                .isEqualTo(
                        "+OK\r\n-ERR a  b\r\n:-9223372036854775808\r\n$2\r\né\r\n$-1\r\n*2\r\n*2\r\n*3\r\n$1\r\nx\r\n");
    }

    @Test
    void writesTheThirdVersion() {
        writer.version(3).nil().array(2).map(1).set(3).verbatim("x");
        assertThat(text()).isEqualTo("_\r\n*2\r\n%1\r\n~3\r\n=5\r\ntxt:x\r\n");
    }

    @Test
    void growsAndForgets() {
        String large = "x".repeat(1 << 20);
        writer.bulk(large);
        assertThat(writer.length()).isEqualTo(large.length() + 12);
        writer.clear();
        assertThat(writer.status("OK").toByteArray()).hasSize(5);
    }

    private String text() {
        return new String(writer.toByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
