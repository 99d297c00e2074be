package io.balsa.benchmarks.command;

import io.balsa.config.ConfigException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.ListResourceBundle;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that measures: checks its options, says what it measures where, and makes exit codes of what goes wrong. */
@Command(
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 all was measured, 1 something failed, 2 what was given is wrong."})
public abstract class MeasureCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** What was typed. */
    protected abstract MeasureOptions options();

    /**
     * Measures, and prints what is found as it is found.
     *
     * @return the exit code
     */
    protected abstract int run(PrintWriter out) throws Exception;

    /** What the descriptions of options that several commands have say of this one: the texts behind {@code ${bundle:...}}. */
    public final ResourceBundle defaults() {
        Map<String, String> texts = new HashMap<>();
        options().describeDefaults(texts);
        return new ListResourceBundle() {
            @Override
            protected Object[][] getContents() {
                return texts.entrySet().stream()
                        .map(text -> new Object[] {text.getKey(), text.getValue()})
                        .toArray(Object[][]::new);
            }
        };
    }

    @Override
    public final Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try {
            options().check();
            head(out);
            return run(out);
        } catch (IllegalArgumentException | ConfigException e) {
            return fail(e, 2);
        } catch (IllegalStateException | IOException e) {
            return fail(e, 1);
        }
    }

    private int fail(Exception e, int exit) {
        Throwable cause = e.getCause();
        spec.commandLine()
                .getErr()
                .println("balsa: " + e.getMessage() + (cause == null ? "" : ": " + cause.getMessage()));
        return exit;
    }

    private void head(PrintWriter out) {
        Machine.head(out, options().needsDisk());
        if (options() instanceof PeerOptions peer) {
            Subject subject = peer.subject();
            out.printf(
                    "%s %s %s, %s%s, %d bytes, %s%n",
                    subject.peer(),
                    subject.version(),
                    subject.mode(),
                    subject.durability(),
                    peer.fsync() ? "" : " (survives the end of a process, not a power cut)",
                    subject.payload(),
                    peer.scene());
            out.println("told: " + subject.settings());
        }
        out.flush();
    }
}
