package io.balsa.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
    private static final List<String> KNOWN = List.of("crash", "power-cut", "run", "restore");

    @Test
    void aSlipOfTheFingerIsUnderstood() {
        assertThat(Spelling.nearest("crsh", KNOWN)).isEqualTo("crash");
        assertThat(Spelling.nearest("powercut", KNOWN)).isEqualTo("power-cut");
        assertThat(Spelling.advice("crahs", KNOWN)).isEqualTo("did you mean 'crash'?");
    }

    @Test
    void theBeginningOfAWordIsEnough() {
        assertThat(Spelling.nearest("power", KNOWN)).isEqualTo("power-cut");
    }

    @Test
    void whatIsLikeNothingGetsTheWholeList() {
        assertThat(Spelling.nearest("explode", KNOWN)).isNull();
        assertThat(Spelling.advice("explode", KNOWN)).isEqualTo("there are crash, power-cut, run, restore");
    }
}
