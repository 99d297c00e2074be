package io.balsa.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Every module with keys of its own extends this; it looks at whatever is on the module's class path. */
public abstract class ReferenceKeys {
    /** A text that sets every key without a default. */
    protected String required() {
        return Configs.MINIMAL;
    }

    @Test
    void everyKeyOfTheReferenceIsReadAndEveryKeyReadIsInTheReference() {
        Reading reading = new Reading(Written.text(required(), "n.conf"));
        assertThat(reading.asked()).containsExactlyInAnyOrderElementsOf(reading.known());
    }
}
