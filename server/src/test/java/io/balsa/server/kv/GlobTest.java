package io.balsa.server.kv;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "*, abc, true",
        "*, '', true",
        "'', '', true",
        "'', a, false",
        "a*, abc, true",
        "*c, abc, true",
        "*b*, abc, true",
        "a*d, abc, false",
        "a?c, abc, true",
        "a?, a, false",
        "h[ae]llo, hallo, true",
        "h[ae]llo, hillo, false",
        "h[^e]llo, hallo, true",
        "h[^e]llo, hello, false",
        "h[a-c]llo, hbllo, true",
        "h[c-a]llo, hbllo, true",
        "h[a-c]llo, hdllo, false",
        "a\\*c, a*c, true",
        "a\\*c, abc, false",
        "[\\]], ], true",
        "[ab, a, true",
        "a\\, a\\, true",
        "*a*b*c*, xxaxxbxxcxx, true",
        "**, x, true",
    })
    void matchesAsRedisDoes(String pattern, String text, boolean expected) {
        assertThat(matches(pattern, text)).isEqualTo(expected);
    }

    @Test
    void aHostilePatternTakesNoExponentialTime() {
        String pattern = "*a".repeat(200) + "b";
        String text = "a".repeat(2000);
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> assertThat(matches(pattern, text)).isFalse());
    }

    private static boolean matches(String pattern, String text) {
        byte[] bytes = StoreDriver.bytes(pattern);
        return new Glob().wrap(new UnsafeBuffer(bytes), 0, bytes.length).matches(StoreDriver.bytes(text));
    }
}
