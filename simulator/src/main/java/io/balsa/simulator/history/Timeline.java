package io.balsa.simulator.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Operations of one key that are taken one after the other and given back in the opposite order: which may come next?
 *
 * <p>Those with an answer stand, call and return, in a doubly linked list in the order of time; taking one unlinks both. Every
 * call before the first return that is left may come next. Those without an answer stand in line with others of the same call:
 * whoever asked first goes first, because the rest could not tell the difference.
 */
final class Timeline {
    /** Operations, those with an answer first, each part by the time of its call. Numbers below are places in it. */
    private final List<Operation> operations;

    private final int known;
    private final int[] next;
    private final int[] previous;
    /** By operation with an answer: the last that may be taken while it is not. */
    private final int[] lastOverlapping;
    /** Unknown operations of equal call, by the time of the call. */
    private final int[][] lines;

    private final int[] takenOfLine;
    private final int[] lineOf;
    private final long[] takenKnown;
    private final long[] takenUnknown;
    private int open;

    Timeline(List<Operation> history) {
        Comparator<Operation> byCall = Comparator.comparingLong(Operation::invokedNs);
        List<Operation> answered = history.stream()
                .filter(operation -> !operation.isUnknown())
                .sorted(byCall)
                .toList();
        Stream<Operation> unanswered =
                history.stream().filter(Operation::isUnknown).sorted(byCall);
        operations = Stream.concat(answered.stream(), unanswered).toList();
        known = answered.size();
        open = known;
        next = new int[2 * known + 1];
        previous = new int[2 * known + 1];
        link();
        lastOverlapping = lastOverlapping();
        lines = lines();
        takenOfLine = new int[lines.length];
        lineOf = new int[operations.size()];
        for (int line = 0; line < lines.length; line++) {
            for (int number : lines[line]) {
                lineOf[number] = line;
            }
        }
        takenKnown = new long[(known >> 6) + 1];
        takenUnknown = new long[(operations.size() - known >> 6) + 1];
    }

    List<Operation> operations() {
        return operations;
    }

    /** How many that were answered are not yet taken. */
    int open() {
        return open;
    }

    boolean isUnknown(int number) {
        return number >= known;
    }

    /** Where to look for the first that may come next. */
    int firstCursor() {
        return next[2 * known];
    }

    /** What may come next, or -1: nothing here, but perhaps at the cursor after this. */
    int candidate(int cursor) {
        if (cursor < known) {
            return cursor;
        }
        int line = cursor - 2 * known - 1;
        if (line < 0 || takenOfLine[line] == lines[line].length) {
            return -1;
        }
        int number = lines[line][takenOfLine[line]];
        return operations.get(number).invokedNs() <= horizonNs() ? number : -1;
    }

    /** The place to look next, or -1 when that was the last. */
    int cursorAfter(int cursor) {
        if (cursor < known) {
            return next[cursor];
        }
        int line = cursor <= 2 * known ? 0 : cursor - 2 * known;
        return line < lines.length ? 2 * known + 1 + line : -1;
    }

    /** Whether all from this place on have no answer. */
    boolean isPastAnswered(int cursor) {
        return cursor >= known;
    }

    /** The first with an answer that is not taken, or -1. */
    int firstCall() {
        return callAfter(2 * known);
    }

    /** The next by the time of its call, whether or not it may come next, or -1. */
    int callAfter(int entry) {
        int after = next[entry];
        while (after >= known && after < 2 * known) {
            after = next[after];
        }
        return after == 2 * known ? -1 : after;
    }

    void take(int number) {
        if (isUnknown(number)) {
            takenOfLine[lineOf[number]]++;
            takenUnknown[number - known >> 6] |= 1L << number - known;
        } else {
            unlink(number);
            unlink(known + number);
            takenKnown[number >> 6] |= 1L << number;
            open--;
        }
    }

    /** Undoes the last {@link #take} that is not undone. */
    void giveBack(int number) {
        if (isUnknown(number)) {
            takenOfLine[lineOf[number]]--;
            takenUnknown[number - known >> 6] &= ~(1L << number - known);
        } else {
            relink(known + number);
            relink(number);
            takenKnown[number >> 6] &= ~(1L << number);
            open++;
        }
    }

    /** What is taken, as a value: equal sets have equal pictures. Short, because all before the first open one is taken. */
    long[] picture() {
        int firstOpen = open == 0 ? known : firstCursor();
        int from = firstOpen >> 6;
        int to = open == 0 ? from : (lastOverlapping[firstOpen] >> 6) + 1;
        long[] picture = new long[1 + takenUnknown.length + to - from];
        picture[0] = from;
        System.arraycopy(takenUnknown, 0, picture, 1, takenUnknown.length);
        System.arraycopy(takenKnown, from, picture, 1 + takenUnknown.length, to - from);
        return picture;
    }

    /** The first return that is left: what is called later must wait. */
    private long horizonNs() {
        int entry = firstCursor();
        while (entry < known) {
            entry = next[entry];
        }
        return operations.get(entry - known).returnedNs();
    }

    private void unlink(int entry) {
        next[previous[entry]] = next[entry];
        previous[next[entry]] = previous[entry];
    }

    private void relink(int entry) {
        next[previous[entry]] = entry;
        previous[next[entry]] = entry;
    }

    /** Calls before returns of the same time: they overlap. */
    private void link() {
        List<Integer> entries = new ArrayList<>(2 * known);
        for (int entry = 0; entry < 2 * known; entry++) {
            entries.add(entry);
        }
        entries.sort(Comparator.comparingLong(this::timeNs).thenComparing(entry -> entry));
        int last = 2 * known;
        for (int entry : entries) {
            next[last] = entry;
            previous[entry] = last;
            last = entry;
        }
        next[last] = 2 * known;
        previous[2 * known] = last;
    }

    private long timeNs(int entry) {
        return entry < known
                ? operations.get(entry).invokedNs()
                : operations.get(entry - known).returnedNs();
    }

    private int[] lastOverlapping() {
        int[] last = new int[known];
        long[] callsNs = new long[known];
        for (int i = 0; i < known; i++) {
            callsNs[i] = operations.get(i).invokedNs();
        }
        for (int i = 0; i < known; i++) {
            long after = operations.get(i).returnedNs() + 1;
            int at = Arrays.binarySearch(callsNs, after);
            at = at < 0 ? -at - 1 : at;
            while (at > 0 && callsNs[at - 1] >= after) {
                at--;
            }
            last[i] = at - 1;
        }
        return last;
    }

    private int[][] lines() {
        Map<String, List<Integer>> byCall = new LinkedHashMap<>();
        for (int number = known; number < operations.size(); number++) {
            byCall.computeIfAbsent(operations.get(number).call(), call -> new ArrayList<>())
                    .add(number);
        }
        return byCall.values().stream()
                .map(line -> line.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }
}
