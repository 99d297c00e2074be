package io.balsa.benchmarks.compare;

import java.util.List;

/**
 * A line of the table for the README: what is demanded, and what was found.
 *
 * @param row      what is measured
 * @param against  what it is held against
 * @param demanded at least
 * @param goal     that is aimed at
 * @param findings one or more
 */
record Goal(String row, String against, String demanded, String goal, List<Finding> findings) {
    /** Whether what is demanded was found. */
    enum Verdict {
        NOT_RUN(""),
        MISSED(" MISSED"),
        MET(""),
        REACHED(" (goal)");

        private final String mark;

        Verdict(String mark) {
            this.mark = mark;
        }

        String mark() {
            return mark;
        }
    }

    /**
     * One cell of what was measured.
     *
     * @param cell    its name; empty where there is one only
     * @param value   in words
     * @param verdict over it
     */
    record Finding(String cell, String value, Verdict verdict) {
        static Finding notRun(String cell) {
            return new Finding(cell, "not run", Verdict.NOT_RUN);
        }

        String text() {
            return (cell.isEmpty() ? "" : cell + ": ") + value + verdict.mark();
        }
    }

    /** A bound that is demanded and one that is aimed at. */
    record Aim(double demanded, double goal, boolean isLessBetter) {
        static Aim atLeast(double demanded, double goal) {
            return new Aim(demanded, goal, false);
        }

        static Aim atMost(double demanded, double goal) {
            return new Aim(demanded, goal, true);
        }

        Verdict of(double value) {
            if (holds(value, goal)) {
                return Verdict.REACHED;
            }
            return holds(value, demanded) ? Verdict.MET : Verdict.MISSED;
        }

        private boolean holds(double value, double bound) {
            return isLessBetter ? value <= bound : value >= bound;
        }
    }
}
