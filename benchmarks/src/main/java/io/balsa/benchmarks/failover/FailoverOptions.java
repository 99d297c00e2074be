package io.balsa.benchmarks.failover;

import io.balsa.benchmarks.process.ProcessOptions;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** What {@code ./balsa bench failover} is told. Filled in by picocli, then only read. */
final class FailoverOptions extends ProcessOptions {
    @Option(
            names = "--kind",
            defaultValue = "kill",
            description = "What happens to the leader: kill (SIGKILL), close, stop (SIGSTOP), partition (it reaches"
                    + " nobody; root) or stalled-disk (its file system is frozen; root) (default: kill).")
    private String kind = "";

    @Override
    protected void describeDefaults(Map<String, String> texts) {
        super.describeDefaults(texts);
        texts.put("default-settings", "times of who sets nothing");
    }

    @Override
    public void check() {
        super.check();
        fault();
    }

    Fault fault() {
        return Fault.of(kind);
    }

    /** How long followers wait for word from a leader, as configured. */
    double electionTimeoutMs() {
        return peer().electionTimeout(spec(Path.of(""))).toNanos() / 1e6;
    }

    @Override
    protected String scene() {
        return String.format(
                Locale.ROOT,
                "%d commands/s, the leader: %s; followers wait %.0f ms for word from it",
                ratePerSec(),
                kind,
                electionTimeoutMs());
    }

    /** The times of who sets none, also where {@code bench load} has others. */
    @Override
    protected String untoldSettings() {
        return peer().usualSettings();
    }

    @Override
    protected String untoldDurability() {
        return FSYNC;
    }

    @Override
    protected int untoldSeconds() {
        return 1;
    }

    @Override
    protected long untoldRatePerSec() {
        return 1000;
    }

    @Override
    protected int untoldTimes() {
        return 20;
    }
}
