package io.balsa.simulator.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who still needs a state, and who can still bring it about? A state that somebody needs, that is not the present one and that
 * nobody brings back ends the search at once, however far away whoever needs it is: as with a value that was read after it
 * was overwritten for good.
 */
final class Supply<S> {
    private static final int NONE = -1;

    private final Map<S, Integer> places = new HashMap<>();
    private final int[] needs;
    private final int[] brings;
    private final List<int[]> counts = new ArrayList<>();
    private final boolean[] bringsAnything;
    private int bringAnything;

    /** Nothing is taken yet. */
    Supply(Model<S> model, List<Operation> operations) {
        needs = new int[operations.size()];
        brings = new int[operations.size()];
        bringsAnything = new boolean[operations.size()];
        for (int number = 0; number < needs.length; number++) {
            Operation operation = operations.get(number);
            S to = model.onlyTo(operation);
            boolean looks = model.onlyLooks(operation);
            needs[number] = place(model.onlyFrom(operation));
            brings[number] = looks ? NONE : place(to);
            bringsAnything[number] = !looks && to == null;
            count(number, 1);
        }
    }

    /** Whether each state that somebody needs is there or can be brought about. */
    boolean isComplete(S present) {
        return places.keySet().stream().allMatch(state -> state.equals(present) || !isLost(state));
    }

    void take(int number) {
        count(number, -1);
    }

    void giveBack(int number) {
        count(number, 1);
    }

    /** Whether somebody needs a state that is not the present one, and nobody brings it. */
    boolean isLost(S state) {
        Integer place = places.get(state);
        return place != null && bringAnything == 0 && counts.get(place)[0] > 0 && counts.get(place)[1] == 0;
    }

    private int place(@Nullable S state) {
        if (state == null) {
            return NONE;
        }
        int place = places.computeIfAbsent(state, unused -> places.size());
        if (place == counts.size()) {
            counts.add(new int[2]);
        }
        return place;
    }

    private void count(int number, int change) {
        if (needs[number] != NONE) {
            counts.get(needs[number])[0] += change;
        }
        if (brings[number] != NONE) {
            counts.get(brings[number])[1] += change;
        }
        bringAnything += bringsAnything[number] ? change : 0;
    }
}
