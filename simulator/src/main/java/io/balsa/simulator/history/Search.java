package io.balsa.simulator.history;

import io.balsa.simulator.history.Model.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for an order of one key's operations in which each answer is right, and which contradicts no clock: depth first after
 * Wing and Gong (Testing and Verifying Concurrent Objects, 1993), never twice from the same set of operations and the same state
 * (Lowe, Testing for Linearizability, 2017).
 *
 * <p>What has no answer may take effect whenever it helps. That multiplies the orders, so those are left out for which
 * another is as good:
 * <ul>
 *   <li>an operation that only looks is taken as soon as it sees what it saw, and nothing else is tried: waiting helps nobody;
 *   <li>what makes that impossible for one of the next to look, or spends a state that somebody still needs, is not tried;
 *   <li>one without an answer is not taken where it changes nothing;
 *   <li>what comes right after one without an answer, and could as well come before it or without it, is tried only there.
 * </ul>
 */
final class Search<S> {
    /** What came of it. */
    enum Result {
        FOUND,
        IMPOSSIBLE,
        GAVE_UP
    }

    private static final int NOTHING = -1;
    private static final int LOOKS_AHEAD = 3;

    private final Timeline timeline;
    private final Supply<S> supply;
    private final List<Step<S>> steps = new ArrayList<>();
    private final BitSet onlyLooks = new BitSet();
    private final Set<Configuration> seen = new HashSet<>();

    // The path to where the search stands; one more state than operations taken.
    private final List<S> states = new ArrayList<>();
    private final int[] taken;
    private final int[] cursors;
    private int depth;
    /** Whether the cursor stands on an operation that is taken at once. */
    private final boolean[] isForced;

    Search(Model<S> model, List<Operation> operations) {
        timeline = new Timeline(operations);
        for (Operation operation : timeline.operations()) {
            onlyLooks.set(steps.size(), model.onlyLooks(operation));
            steps.add(model.step(operation));
        }
        supply = new Supply<>(model, timeline.operations());
        taken = new int[steps.size() + 1];
        cursors = new int[steps.size() + 1];
        isForced = new boolean[steps.size() + 1];
        arrive(model.initial());
    }

    Result run(Budget budget) {
        if (!supply.isComplete(states.getFirst())) {
            return Result.IMPOSSIBLE;
        }
        while (timeline.open() > 0) {
            if (!budget.pay()) {
                return Result.GAVE_UP;
            }
            int cursor = cursors[depth];
            if (cursor != NOTHING) {
                cursors[depth] = isForced[depth] ? NOTHING : timeline.cursorAfter(cursor);
                tryToTake(timeline.candidate(cursor));
            } else if (depth > 0) {
                goBack();
            } else {
                return Result.IMPOSSIBLE;
            }
        }
        return Result.FOUND;
    }

    private void tryToTake(int number) {
        if (number == NOTHING) {
            return;
        }
        S before = states.get(depth);
        S after = steps.get(number).from(before);
        if (after == null || timeline.isUnknown(number) && after.equals(before)) {
            return;
        }
        if (isBetterWithoutTheLast(number, after)) {
            return;
        }
        take(number);
        boolean isHopeless = (supply.isLost(before) && !after.equals(before)) || !looksMayFollow(after);
        if (!isHopeless && seen.add(new Configuration(timeline.picture(), after))) {
            depth++;
            taken[depth] = number;
            arrive(after);
        } else {
            giveBack(number);
        }
    }

    private void take(int number) {
        timeline.take(number);
        supply.take(number);
    }

    private void giveBack(int number) {
        timeline.giveBack(number);
        supply.giveBack(number);
    }

    /** Whether the next of those who only look may still see what they saw. */
    private boolean looksMayFollow(S state) {
        int looks = 0;
        for (int at = timeline.firstCall(); at != NOTHING && looks < LOOKS_AHEAD; at = timeline.callAfter(at)) {
            if (onlyLooks.get(at)) {
                looks++;
                if (!steps.get(at).mayFollow(state)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether the path that swaps this with the unknown operation before it, or leaves that one out, leads as far. */
    private boolean isBetterWithoutTheLast(int number, S after) {
        int last = taken[depth];
        if (depth == 0 || !timeline.isUnknown(last)) {
            return false;
        }
        S withoutLast = steps.get(number).from(states.get(depth - 1));
        if (withoutLast == null) {
            return false;
        }
        boolean goesFirst = !timeline.isUnknown(number) || number < last;
        return withoutLast.equals(after)
                || (goesFirst && after.equals(steps.get(last).from(withoutLast)));
    }

    private void arrive(S state) {
        states.add(state);
        int look = lookThatFits(state);
        isForced[depth] = look != NOTHING;
        cursors[depth] = isForced[depth] ? look : timeline.firstCursor();
    }

    private int lookThatFits(S state) {
        for (int cursor = timeline.firstCursor();
                !timeline.isPastAnswered(cursor);
                cursor = timeline.cursorAfter(cursor)) {
            if (onlyLooks.get(cursor) && steps.get(cursor).from(state) != null) {
                return cursor;
            }
        }
        return NOTHING;
    }

    private void goBack() {
        states.removeLast();
        giveBack(taken[depth]);
        depth--;
    }

    private record Configuration(long[] taken, Object state) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Configuration configuration
                    && Arrays.equals(taken, configuration.taken)
                    && state.equals(configuration.state);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(taken) + state.hashCode();
        }
    }
}
