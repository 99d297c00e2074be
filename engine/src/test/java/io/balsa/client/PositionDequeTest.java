package io.balsa.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PositionDequeTest {
    private final AtomicLong head = new AtomicLong();
    private final PositionDeque deque = new PositionDeque(position -> position >= head.get());

    @Test
    void whatIsOfNoUseTakesNoRoomHoweverLongNobodyTakesIt() {
        for (int i = 0; i < 10_000; i++) {
            deque.addLast(i);
            head.set(i - 20);
        }
        assertThat(deque.capacity()).isEqualTo(64);
        head.set(0);
        for (long last = 0; !deque.isEmpty(); ) {
            long position = deque.pollFirst();
            assertThat(position).isGreaterThanOrEqualTo(last);
            last = position;
        }
    }

    @Test
    void allThatIsUsefulIsKeptInOrder() {
        for (int i = 0; i < 1000; i++) {
            deque.addLast(i);
        }
        assertThat(deque.pollFirst()).isZero();
        deque.addFirst(0);
        for (int i = 0; i < 1000; i++) {
            assertThat(deque.pollFirst()).isEqualTo(i);
        }
        assertThat(deque.isEmpty()).isTrue();
    }
}
