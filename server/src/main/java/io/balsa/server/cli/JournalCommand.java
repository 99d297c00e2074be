package io.balsa.server.cli;

import io.balsa.journal.JournalDump;
import io.balsa.spi.JournalException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code balsa journal}: looks at the journal of a node that does not run. */
@Command(
        name = "journal",
        description = "Prints or checks the journal of a node that does not run.",
        mixinStandardHelpOptions = true,
        subcommands = CommandLine.HelpCommand.class)
final class JournalCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            description = "Prints every file and record of a journal, then what it holds.",
            mixinStandardHelpOptions = true)
    int dump(
            @Parameters(paramLabel = "DIR", description = "balsa.journal.directory of the node.") Path directory,
            @Option(names = "--summary", description = "The first record of each file, and how many there are.")
                    boolean summary) {
        return print(directory, !summary);
    }

    @Command(
            description = "Checks every record of a journal: 0 if a node can start from it, else 1.",
            mixinStandardHelpOptions = true)
    int verify(@Parameters(paramLabel = "DIR", description = "balsa.journal.directory of the node.") Path directory) {
        return print(directory, false);
    }

    private int print(Path directory, boolean records) {
        PrintWriter out = spec.commandLine().getOut();
        try {
            return JournalDump.print(directory, records, out) ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (JournalException e) {
            throw new UserError(e.getMessage(), e);
        } finally {
            out.flush();
        }
    }
}
