package io.balsa.benchmarks.command;

import io.balsa.benchmarks.Choice;
import io.balsa.benchmarks.peer.Peer;
import io.balsa.benchmarks.peer.Peers;
import io.balsa.benchmarks.peer.Spec;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that measures one peer. Filled in by picocli, then only read. */
public abstract class PeerOptions extends MeasureOptions {
    /** Answered once a majority has it in what the operating system keeps when a process dies. */
    public static final String PAGE_CACHE = "page-cache";

    /** Answered once a majority synced it. */
    public static final String FSYNC = "fsync";

    @Option(
            names = "--peer",
            defaultValue = "balsa",
            paramLabel = "PEER",
            description =
                    "balsa, aeron, jraft, ratis or microraft; with a process for each node balsa or aeron (default:"
                            + " balsa).")
    private String peer = "";

    @Option(
            names = "--mode",
            defaultValue = "",
            paramLabel = "MODE",
            description = "One of the peer's modes; an unknown one lists them (default:" + " ${bundle:default-mode}).")
    private String mode = "";

    @Option(
            names = "--durability",
            paramLabel = "LEVEL",
            description = "page-cache or fsync (default: ${bundle:default-durability}).")
    private @Nullable String durability;

    @Option(
            names = "--payload",
            defaultValue = "256",
            paramLabel = "BYTES",
            description = "Of a command, 8 or more (default: 256).")
    private int payload;

    @Option(
            names = "--set",
            paramLabel = "SETTINGS",
            description = "Further settings of the peer, for balsa in HOCON, for aeron properties with spaces between"
                    + " (default: ${bundle:default-settings}).")
    private @Nullable String settings;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "For the report as JSON; raw histograms are written beside it (default: none).")
    private @Nullable Path report;

    @Override
    protected void describeDefaults(Map<String, String> texts) {
        super.describeDefaults(texts);
        texts.put("default-mode", "its first");
        texts.put("default-durability", untoldDurability());
        texts.put("default-settings", "none");
    }

    @Override
    public void check() {
        super.check();
        if (!durability().equals(PAGE_CACHE) && !fsync()) {
            throw new IllegalArgumentException("--durability is page-cache or fsync, not " + durability());
        }
        Choice.of("mode of " + peer().name(), mode(), peer().modes(), Function.identity());
        if (!peer().supportsFsync(fsync())) {
            throw new IllegalArgumentException(peer().name() + " has no durability " + durability());
        }
        if (payload < Long.BYTES) {
            throw new IllegalArgumentException("--payload is 8 or more: a command holds its token");
        }
    }

    /** @throws IllegalArgumentException when there is none of that name */
    public Peer peer() {
        return Peers.of(peer);
    }

    /** In which the peer runs. */
    public final String mode() {
        return mode.isEmpty() ? untoldMode() : mode;
    }

    /** The class of durability. */
    public final String durability() {
        return durability == null ? untoldDurability() : durability;
    }

    @Override
    protected final boolean needsDisk() {
        return fsync();
    }

    /** Whether a command is answered only once a majority synced it. */
    public final boolean fsync() {
        return durability().equals(FSYNC);
    }

    /** Bytes of a command. */
    public final int payload() {
        return payload;
    }

    /** Where the report goes; null for nowhere. */
    public final @Nullable Path report() {
        return report;
    }

    /** Of a cluster whose files go to that directory. */
    public final Spec spec(Path directory) {
        return new Spec(mode(), fsync(), payload, directory, settings == null ? untoldSettings() : settings);
    }

    /** What is measured, for the report. */
    public final Subject subject() {
        return new Subject(peer().name(), peer().version(), mode(), settings(), durability(), payload);
    }

    /** What the peer is told. */
    protected abstract String settings();

    /** Where client and nodes stand and what is done to them, for the head. */
    protected abstract String scene();

    /** The default of {@code --mode}. */
    protected String untoldMode() {
        return peer().modes().getFirst();
    }

    /** The default of {@code --durability}. */
    protected String untoldDurability() {
        return PAGE_CACHE;
    }

    /** The default of {@code --set}. */
    protected String untoldSettings() {
        return "";
    }
}
