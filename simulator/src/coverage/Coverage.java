import io.balsa.simulator.nemesis.Nemesis;
import io.balsa.simulator.nemesis.Result;
import io.balsa.simulator.nemesis.Run;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.StringJoiner;
import org.jacoco.agent.rt.RT;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.ICounter;
import org.jacoco.core.analysis.ICoverageNode;
import org.jacoco.core.analysis.ISourceFileCoverage;
import org.jacoco.core.tools.ExecFileLoader;

/**
 * Plays seeds under the agent of JaCoCo, and prints which lines and branches of the core they reached, and which lines not. Run
 * by {@code mvn -Pcoverage}, as a source file: nothing else needs JaCoCo.
 */
final class Coverage {
    private static final String PACKAGE = "io/balsa/core";

    private Coverage() {}

    /** How many seeds, and the directory of the engine's classes. */
    public static void main(String[] arguments) throws IOException {
        int seeds = Integer.parseInt(arguments[0]);
        for (int seed = 1; seed <= seeds; seed++) {
            Result result = Run.of(Nemesis.draw(seed));
            if (!result.isOk()) {
                throw new IllegalStateException("seed " + seed + " failed: " + result.failure());
            }
        }
        print(seeds, analyze(Path.of(arguments[1], PACKAGE)));
    }

    private static CoverageBuilder analyze(Path classes) throws IOException {
        ExecFileLoader reached = new ExecFileLoader();
        reached.load(new ByteArrayInputStream(RT.getAgent().getExecutionData(false)));
        CoverageBuilder found = new CoverageBuilder();
        new Analyzer(reached.getExecutionDataStore(), found).analyzeAll(classes.toFile());
        return found;
    }

    private static void print(int seeds, CoverageBuilder found) {
        ICoverageNode all = found.getBundle("core").getPackages().iterator().next();
        System.out.println("io.balsa.core, reached by " + seeds + " seeds: " + parts(all));
        found.getSourceFiles().stream()
                .filter(file -> file.getLineCounter().getMissedCount() + file.getBranchCounter().getMissedCount() > 0)
                .sorted((one, other) -> one.getName().compareTo(other.getName()))
                .forEach(file -> System.out.println("  " + file.getName() + ": " + parts(file) + missed(file)));
    }

    private static String parts(ICoverageNode node) {
        return part(node.getLineCounter(), "lines") + ", " + part(node.getBranchCounter(), "branches");
    }

    private static String part(ICounter counter, String what) {
        return String.format(
                "%d of %d %s (%.1f %%)",
                counter.getCoveredCount(), counter.getTotalCount(), what, 100 * counter.getCoveredRatio());
    }

    private static String missed(ISourceFileCoverage file) {
        StringJoiner lines = new StringJoiner(" ", "; not reached: ", "");
        lines.setEmptyValue("");
        for (int line = file.getFirstLine(); line <= file.getLastLine(); line++) {
            int status = file.getLine(line).getStatus();
            if (status == ICounter.NOT_COVERED) {
                lines.add(String.valueOf(line));
            } else if (status == ICounter.PARTLY_COVERED) {
                lines.add(line + "b");
            }
        }
        return lines.toString();
    }
}
