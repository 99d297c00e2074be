package io.balsa.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WindowTest {
    @Test
    void closesWithSoManyMessages() {
        Window window = new Window(2, 1000);
        window.add(1, 10);
        assertThat(window.isOpen()).isTrue();
        window.add(2, 10);
        assertThat(window.isOpen()).isFalse();
        assertThatThrownBy(() -> window.add(3, 10)).isInstanceOf(BrokenInvariantException.class);
    }

    @Test
    void closesWithSoManyBytes() {
        Window window = new Window(10, 100);
        window.add(1, 60);
        assertThat(window.isOpen()).isTrue();
        window.add(2, 40);
        assertThat(window.isOpen()).isFalse();
        window.release(1);
        assertThat(window.isOpen()).isTrue();
    }

    @Test
    void takesNothingBeyondItsBytes() {
        Window window = new Window(10, 100);
        window.add(1, 60);
        assertThat(window.takes(40)).isTrue();
        assertThat(window.takes(41)).isFalse();
        assertThatThrownBy(() -> window.add(2, 41)).isInstanceOf(BrokenInvariantException.class);
    }

    /** Nothing could ever send an entry longer than the window otherwise. */
    @Test
    void takesWhatIsLongerThanItselfOnlyWhenEmpty() {
        Window window = new Window(10, 100);
        assertThat(window.takes(500)).isTrue();
        window.add(1, 500);
        assertThat(window.takes(1)).isFalse();
        window.release(1);
        assertThat(window.takes(1)).isTrue();
    }

    @Test
    void opensWithWhatIsAcknowledgedAndOnlyWithThat() {
        Window window = new Window(2, 1000);
        window.add(5, 10);
        window.add(8, 10);
        window.release(4);
        assertThat(window.isOpen()).isFalse();
        window.release(7);
        assertThat(window.isOpen()).isTrue();
    }

    @Test
    void goesRoundItsRing() {
        Window window = new Window(3, 1000);
        for (long index = 1; index <= 50; index++) {
            window.add(index, 1000);
            assertThat(window.isOpen()).isFalse();
            window.release(index);
            assertThat(window.isOpen()).isTrue();
        }
    }

    @Test
    void isEmptyWhenCleared() {
        Window window = new Window(1, 10);
        window.add(1, 10);
        window.clear();
        assertThat(window.isOpen()).isTrue();
    }
}
