package io.balsa.config;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What a mistyped word was probably meant to be. Any thread. */
public final class Spelling {
    private static final int LETTERS_FOR_A_SLIP = 4;

    private Spelling() {}

    /** {@code did you mean 'crash'?}, or all that are known when none is like the word. */
    public static String advice(String word, Collection<String> known) {
        String nearest = nearest(word, known);
        return nearest == null ? "there are " + String.join(", ", known) : "did you mean '" + nearest + "'?";
    }

    /** The known word most like this one, which may be its beginning; null when none is like it. */
    public static @Nullable String nearest(String word, Collection<String> known) {
        String nearest = null;
        int least = 2 + word.length() / LETTERS_FOR_A_SLIP;
        for (String candidate : known) {
            boolean isBegun = word.length() > 1 && candidate.startsWith(word);
            int distance = isBegun ? 1 : distance(word, candidate);
            if (distance < least) {
                nearest = candidate;
                least = distance;
            }
        }
        return nearest;
    }

    /** Levenshtein's: insertions, deletions and replacements of one letter. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
