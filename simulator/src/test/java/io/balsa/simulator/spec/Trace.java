package io.balsa.simulator.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Lines of a trace, held against the specification. */
record Trace(List<String> lines) {
    /** The first line that is not explained, from 1; 0 when all are. */
    int firstUnexplained(Path scratch) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory(scratch, "trace");
        TraceModule.write(lines, directory);
        Tlc.Verdict verdict = new Tlc(directory).check("BalsaTrace", Tlc.SPEC.resolve("BalsaTrace.cfg"), directory);
        if (!verdict.isClean()) {
            throw new IllegalStateException(verdict.output());
        }
        return verdict.depth() > lines.size() ? 0 : verdict.depth();
    }
}
