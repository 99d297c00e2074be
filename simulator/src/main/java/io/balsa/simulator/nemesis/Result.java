package io.balsa.simulator.nemesis;

import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param plan        what was run
 * @param failure     what went wrong; null for nothing
 * @param traceHash   equal for equal runs
 * @param simulatedNs virtual time that passed
 * @param tally       what there was in it
 */
public record Result(Plan plan, @Nullable Failure failure, long traceHash, long simulatedNs, Tally tally) {
    /**
     * What went wrong.
     *
     * @param kind  short and without numbers: equal kinds are taken for one cause while a plan is shrunk
     * @param text  for people
     * @param cause with its stack
     */
    public record Failure(String kind, String text, Throwable cause) {}

    /** The same run, of which something else turned out to be wrong. */
    Result failed(Failure other) {
        return new Result(plan, other, traceHash, simulatedNs, tally);
    }

    public boolean isOk() {
        return failure == null;
    }
}
