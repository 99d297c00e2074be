package io.balsa.server.cli;

import io.balsa.config.BalsaConfig;
import io.balsa.config.ConfigException;
import io.balsa.journal.JournalConfig;
import io.balsa.server.RunningNode;
import io.balsa.spi.JournalException;
import io.balsa.spi.TransportException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code balsa node}: runs one node until it is told to stop or fails. */
@Command(
        name = "node",
        description = {
            "Runs one node until SIGTERM or SIGINT.",
            "The same command may be repeated: a node goes on where its journal ends."
        },
        mixinStandardHelpOptions = true)
final class NodeCommand implements Callable<Integer> {
    private static final System.Logger LOG = System.getLogger("io.balsa.server");

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The node's configuration (HOCON).")
    private Path file = Path.of("");

    @Override
    public Integer call() throws InterruptedException {
        try (RunningNode node = open()) {
            StopOnSignal.install(node);
            Throwable cause = node.awaitStop();
            if (cause == null) {
                return ExitCode.OK;
            }
            LOG.log(System.Logger.Level.ERROR, "the node stopped: " + describe(cause), cause);
            return ExitCode.SOFTWARE;
        }
    }

    private RunningNode open() {
        BalsaConfig config = load();
        try {
            return RunningNode.start(config);
        } catch (JournalException e) {
            String directory = config.section(JournalConfig.class).directory().toString();
            String message = String.valueOf(e.getMessage());
            throw new UserError(message.contains(directory) ? message : directory + ": " + message, e);
        } catch (TransportException | IOException | IllegalArgumentException | IllegalStateException e) {
            // The last two are for settings that do not fit together, and for flags of the JVM that are missing.
            throw new UserError(e.getMessage(), e);
        }
    }

    private BalsaConfig load() {
        try {
            return BalsaConfig.load(file);
        } catch (ConfigException e) {
            throw new UserError(e.getMessage(), e);
        }
    }

    private static @Nullable String describe(Throwable cause) {
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
