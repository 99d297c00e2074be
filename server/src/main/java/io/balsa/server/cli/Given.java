package io.balsa.server.cli;

import io.balsa.journal.Durability;
import java.util.Arrays;
import java.util.List;

/** Looks at the values of options before anything starts. */
final class Given {
    private Given() {}

    static void requirePositive(String option, int value) {
        if (value < 1) {
            throw new UserError(option + " is 1 or more, not " + value);
        }
    }

    static void requireWithin(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new UserError(option + " is " + least + " to " + most + ", not " + value);
        }
    }

    /** @return the setting of a node that {@code --durability} stands for */
    static String durability(String level) {
        List<String> levels =
                Arrays.stream(Durability.values()).map(Durability::label).toList();
        if (!levels.contains(level)) {
            throw new UserError("--durability is " + String.join(" or ", levels) + ", not " + level);
        }
        return "balsa.journal.durability = \"" + level + "\"";
    }
}
