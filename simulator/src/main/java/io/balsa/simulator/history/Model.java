package io.balsa.simulator.history;

import org.jspecify.annotations.Nullable;

/**
 * How the object behind a key behaves when it is asked one thing at a time.
 *
 * @param <S> its states: values that never change, with {@code equals} and {@code hashCode}
 */
public interface Model<S> {
    /** The state of a key that nobody has touched. */
    S initial();

    /**
     * Understands an operation, once; its step may then be tried in many states.
     *
     * @throws IllegalArgumentException when the model knows no such call, or the call no such result
     */
    Step<S> step(Operation operation);

    /**
     * Whether an operation with this answer leaves every state as it was in which it can have been answered so: a read, or a
     * compare-and-set that failed. The search need not ask when it happened, only whether it can happen now.
     */
    boolean onlyLooks(Operation operation);

    /**
     * The one state that allows this operation and its answer; null when there are more. Null is always right, and an answer
     * spares the search much.
     */
    default @Nullable S onlyFrom(Operation operation) {
        return null;
    }

    /** The one state that this operation can lead to when it changes anything; null when there are more. As above. */
    default @Nullable S onlyTo(Operation operation) {
        return null;
    }

    /** The one state that this operation changes; null when there are more, or it is not known. */
    default @Nullable S changesOnly(Operation operation) {
        return onlyFrom(operation);
    }

    /** One operation, answered as it was answered; or in any way, when that is unknown. */
    @FunctionalInterface
    interface Step<S> {
        /** The state after it, or null when an object in that state would have answered otherwise. */
        @Nullable
        S from(S state);

        /**
         * Whether it may be possible after others that come before it. To say no early spares the search what cannot end well;
         * yes is always right.
         */
        default boolean mayFollow(S state) {
            return true;
        }
    }
}
