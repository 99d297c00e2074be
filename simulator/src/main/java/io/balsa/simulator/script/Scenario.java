package io.balsa.simulator.script;

import java.util.Iterator;

/**
 * A text that alternates between commands and, under a line {@code ----}, what they print, up to an empty line; after the tests
 * of etcd's raft library. Playing it gives the text as it should be: a test compares the two, and an author who looked at the
 * difference keeps the new one. A line that begins with {@code #} is for readers. The commands are those of {@link Commands}.
 */
public final class Scenario {
    private static final String RULE = "----";
    private static final String COMMENT = "#";

    private Scenario() {}

    /**
     * Plays a scenario.
     *
     * @return the same text with what the commands print now
     * @throws IllegalArgumentException naming a line that is no command, or cannot be followed
     */
    public static String play(String text) {
        StringBuilder played = new StringBuilder();
        try (Commands commands = new Commands()) {
            for (Iterator<String> lines = text.lines().iterator(); lines.hasNext(); ) {
                String line = lines.next();
                played.append(line).append('\n');
                if (line.equals(RULE)) {
                    commands.takeOutput().forEach(told -> played.append(told).append('\n'));
                    skipOutput(lines, played);
                } else if (!line.isBlank() && !line.startsWith(COMMENT)) {
                    follow(commands, line);
                }
            }
        }
        return played.toString();
    }

    private static void follow(Commands commands, String line) {
        try {
            commands.follow(line);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("'" + line + "': " + e.getMessage(), e);
        }
    }

    private static void skipOutput(Iterator<String> lines, StringBuilder played) {
        while (lines.hasNext()) {
            if (lines.next().isBlank()) {
                played.append('\n');
                return;
            }
        }
    }
}
