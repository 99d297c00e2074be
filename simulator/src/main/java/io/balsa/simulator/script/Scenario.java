package io.balsa.simulator.script;

import java.util.Iterator;

/**
 * A text that alternates between commands and, under a line {@code ----}, what they print, up to an empty line; after the tests
 * of etcd's raft library. Playing it gives the text as it should be: a test compares the two, and an author who looked at the
 * difference keeps the new one. A line that begins with {@code #} is for readers. {@code docs/simulator.md} lists the commands.
 */
public final class Scenario {
    private static final String RULE = "----";
    private static final String COMMENT = "#";

    private Scenario() {}

    /**
     * Plays a scenario.
     *
     * @param name of its file, for messages
     * @return the same text with what the commands print now
     * @throws IllegalArgumentException naming file, number and text of a line that is no command, or cannot be followed, and why
     */
    public static String play(String name, String text) {
        StringBuilder played = new StringBuilder();
        try (Commands commands = new Commands()) {
            int number = 0;
            for (Iterator<String> lines = text.lines().iterator(); lines.hasNext(); ) {
                String line = lines.next();
                number++;
                played.append(line).append('\n');
                if (line.equals(RULE)) {
                    commands.takeOutput().forEach(told -> played.append(told).append('\n'));
                    number += skipOutput(lines, played);
                } else if (!line.isBlank() && !line.startsWith(COMMENT)) {
                    follow(commands, line, name + ":" + number);
                }
            }
        }
        return played.toString();
    }

    private static void follow(Commands commands, String line, String place) {
        try {
            commands.follow(line);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(place + ": '" + line + "': " + e.getMessage(), e);
        }
    }

    /** @return how many lines */
    private static int skipOutput(Iterator<String> lines, StringBuilder played) {
        int skipped = 0;
        while (lines.hasNext()) {
            skipped++;
            if (lines.next().isBlank()) {
                played.append('\n');
                break;
            }
        }
        return skipped;
    }
}
