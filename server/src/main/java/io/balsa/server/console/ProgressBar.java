package io.balsa.server.console;

import java.io.PrintStream;
import java.util.Locale;

/** One line that fills up on a terminal; now and then a line of its own elsewhere. One thread. */
public final class ProgressBar {
    private static final int WIDTH = 36;
    private static final int STEPS_ELSEWHERE = 10;

    private final PrintStream out;
    private final boolean terminal;
    private final String title;
    private final long total;
    private long lastStep = -1;
    private int lastLength;

    public ProgressBar(PrintStream out, String title, long total) {
        this.out = out;
        this.title = title;
        this.total = Math.max(1, total);
        // Since JDK 22 there may be a console that is no terminal.
        this.terminal = System.console() != null && System.console().isTerminal();
    }

    /** Shows how far it is. @param note beside the bar */
    public void show(long done, String note) {
        long step = done * (terminal ? 1000 : STEPS_ELSEWHERE) / total;
        if (!terminal && step == lastStep) {
            return;
        }
        lastStep = step;
        int filled = (int) Math.min(WIDTH, done * WIDTH / total);
        String bar = "#".repeat(filled) + ".".repeat(WIDTH - filled);
        String line = String.format(Locale.ROOT, "%s [%s] %3d%%  %s", title, bar, done * 100 / total, note);
        if (terminal) {
            out.print("\r" + line + " ".repeat(Math.max(0, lastLength - line.length())));
            out.flush();
            lastLength = line.length();
        } else {
            out.println(line);
        }
    }

    /** Prints a line of its own above the bar. */
    public void say(String line) {
        if (terminal) {
            out.print("\r" + " ".repeat(lastLength) + "\r");
        }
        out.println(line);
    }

    /** Leaves the bar as it is. */
    public void end() {
        if (terminal) {
            out.println();
        }
    }
}
