package io.balsa.server.kv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {
    @ParameterizedTest
    @ValueSource(
            longs = {0, 1, -1, 10, 99, -100, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 1, Long.MIN_VALUE + 1})
    void everyLongIsReadBackFromWhatIsWritten(long value) {
        byte[] target = new byte[Decimal.MAX_LENGTH];
        int start = Decimal.format(value, target);
        assertThat(new String(target, start, target.length - start)).isEqualTo(Long.toString(value));
        assertThat(Decimal.parseOrNull(target, start, target.length - start)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "+1",
                " 1",
                "1 ",
                "01",
                "-0",
                "1.0",
                "1e3",
                "9223372036854775808",
                "-9223372036854775809",
                "9999999999999999999",
                "10000000000000000000",
                "abc"
            })
    void whatRedisRefusesIsRefused(String text) {
        byte[] bytes = text.getBytes();
        assertThat(Decimal.isLong(bytes, 0, bytes.length)).isFalse();
    }

    @Test
    void aNumberMayLieAnywhereInAnArray() {
        byte[] bytes = "xx-42yy".getBytes();
        assertThat(Decimal.parseOrNull(bytes, 2, 3)).isEqualTo(-42L);
    }
}
