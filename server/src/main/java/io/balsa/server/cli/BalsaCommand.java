package io.balsa.server.cli;

import io.balsa.config.Spelling;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command that all others are under. */
@Command(
        name = "balsa",
        description = "A replicated key-value store over the Redis protocol.",
        mixinStandardHelpOptions = true,
        versionProvider = BalsaCommand.Version.class,
        subcommands = {
            NodeCommand.class,
            DemoCommand.class,
            ChaosCommand.class,
            JournalCommand.class,
            TrainCommand.class
        },
        footer = {
            "",
            "Commands of the launcher ./balsa:",
            "  simulate  Runs nodes on a simulated clock, network and disk, through faults.",
            "  mutants   Tells who in the simulator notices which deliberate mistake.",
            "  bench     Measures the parts and a whole cluster, and peers beside it.",
            "  format    Formats every Java source.",
            "Each of them says more with --help.",
            "",
            "Exit codes:",
            "  0         All is well.",
            "  1         Something failed on the way.",
            "  2         What was given is wrong.",
            "  130, 143  Ended by Ctrl-C, by SIGTERM."
        })
public final class BalsaCommand {
    private static final String CONFIG = "--config";
    private static final List<String> OF_THE_LAUNCHER = List.of("simulate", "mutants", "bench", "format");

    /** Runs one command. @return the exit code */
    public static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new BalsaCommand());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command.getErr()));
        CommandLine.IParameterExceptionHandler usual = line.getParameterExceptionHandler();
        line.setParameterExceptionHandler((wrong, arguments) -> {
            List<String> unknown = unknownIn(wrong);
            return unknown.isEmpty()
                    ? usual.handleParseException(wrong, arguments)
                    : report(wrong.getCommandLine(), unknown.getFirst().split("=", 2)[0]);
        });
        return line;
    }

    /** What nobody knows is told before what is missing, which it may have been meant to be. */
    private static List<String> unknownIn(CommandLine.ParameterException wrong) {
        return switch (wrong) {
            case CommandLine.UnmatchedArgumentException unmatched -> unmatched.getUnmatched();
            case CommandLine.MissingParameterException missing ->
                missing.getCommandLine().getUnmatchedArguments();
            default -> List.of();
        };
    }

    /** A mistyped word gets the nearest known one, not the whole usage. */
    private static int report(CommandLine command, String word) {
        if (command.getCommandSpec().findOption(CONFIG) != null && Files.isRegularFile(Path.of(word))) {
            command.getErr().println("balsa: did you mean " + CONFIG + " " + word + "? (--help explains the options)");
            return CommandLine.ExitCode.USAGE;
        }
        List<String> known = new ArrayList<>(command.getSubcommands().keySet());
        if (command.getParent() == null) {
            known.addAll(OF_THE_LAUNCHER);
        }
        command.getCommandSpec().options().forEach(option -> known.add(option.longestName()));
        known.remove("train");
        command.getErr()
                .println("balsa: there is no '" + word + "'; " + Spelling.advice(word, known)
                        + " (--help explains them)");
        return CommandLine.ExitCode.USAGE;
    }

    private static int report(Exception failure, PrintWriter err) {
        if (failure instanceof UserError) {
            for (String line : String.valueOf(failure.getMessage()).split("\n")) {
                err.println("balsa: " + line);
            }
            return CommandLine.ExitCode.USAGE;
        }
        if (failure.getMessage() == null || failure instanceof RuntimeException) {
            failure.printStackTrace(err);
        } else {
            err.println("balsa: " + failure.getMessage());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** What the jar's manifest says. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = BalsaCommand.class.getPackage().getImplementationVersion();
            return new String[] {
                "balsa " + (version == null ? "(not from a jar)" : version), "Java " + Runtime.version()
            };
        }
    }
}
