package io.balsa.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @Test
    void readsHostAndPort() {
        assertThat(Address.parse("node1.example.com:9001")).isEqualTo(new Address("node1.example.com", 9001));
        assertThat(Address.parse("[::1]:9001")).isEqualTo(new Address("::1", 9001));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1:1", "localhost:65535", "[fe80::1]:80"})
    void writesWhatItReads(String text) {
        assertThat(Address.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ":", "h:", "h:x", "h:+1", "h:123456", "a b:1", "[]:1", "[::1:1", "::1", "http://h:1", "h: 1"
            })
    void refusesAnythingElse(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.parse(text))
                .withMessageContaining("\"" + text + "\"");
    }
}
