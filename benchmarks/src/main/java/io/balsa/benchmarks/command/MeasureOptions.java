package io.balsa.benchmarks.command;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that measures. Filled in by picocli, then only read. */
public abstract class MeasureOptions {
    @Option(
            names = "--warmup",
            paramLabel = "SECONDS",
            description =
                    "Before anything counts; loads are warmed up for up to five times as long in addition while the"
                            + " JVM compiles (default: ${bundle:default-warmup}).")
    private @Nullable Integer warmupS;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            description = "Of each measurement, or before each fault (default: ${bundle:default-seconds}).")
    private @Nullable Integer seconds;

    /** Adds what {@code --help} says of the defaults that differ between commands, by the names that descriptions have for them. */
    protected void describeDefaults(Map<String, String> texts) {
        texts.put("default-warmup", Integer.toString(untoldWarmupS()));
        texts.put("default-seconds", Integer.toString(untoldSeconds()));
    }

    /** @throws IllegalArgumentException with a message for who typed it */
    public void check() {
        if (warmupS() < leastWarmupS() || seconds() < 1) {
            throw new IllegalArgumentException("--warmup is " + leastWarmupS() + " or more, --seconds 1 or more");
        }
    }

    /** Least of {@code --warmup}: without any, a fault or a row would come before the first answer. */
    protected int leastWarmupS() {
        return 1;
    }

    /** Whether something that is measured waits for a disk. */
    protected abstract boolean needsDisk();

    /** Before anything counts. */
    public final int warmupS() {
        return warmupS == null ? untoldWarmupS() : warmupS;
    }

    /** Of each measurement. */
    public final int seconds() {
        return seconds == null ? untoldSeconds() : seconds;
    }

    /** The default of {@code --warmup}. */
    protected int untoldWarmupS() {
        return 5;
    }

    /** The default of {@code --seconds}. */
    protected int untoldSeconds() {
        return 3;
    }
}
