package io.balsa.simulator.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Operations of clients in the order in which they were invoked. As text one line each: when invoked, when returned, who, on
 * what, the call, and after the {@code =} the answer.
 *
 * <pre>
 * 10 20 c1 x write 1 = ok
 * 15 ?  c2 x cas 1 2 = ?          unknown: takes effect after 15, or never
 * 30 40 c3 x write 3 = refused    certainly without effect
 * # a comment
 * </pre>
 */
public final class History {
    private static final Pattern LINE = Pattern.compile("(\\d+) +(\\d+|\\?) +c(\\d+) +(\\S+) +(\\S.*?) += +(\\S.*)");

    private final List<Operation> operations = new ArrayList<>();
    private final Map<Integer, Long> places = new HashMap<>();

    /**
     * A client asks. Until told otherwise the outcome is unknown.
     *
     * @param key  without blanks
     * @param call without line breaks and {@code " = "}
     * @return the number by which to tell the outcome
     */
    public int invoke(int client, String key, String call, long nowNs) {
        operations.add(new Operation(client, key, call, Operation.UNKNOWN, nowNs, Operation.NEVER));
        return operations.size() - 1;
    }

    /** The client was answered. */
    public void complete(int number, String result, long nowNs) {
        Operation asked = operations.get(number);
        operations.set(
                number, new Operation(asked.client(), asked.key(), asked.call(), result, asked.invokedNs(), nowNs));
    }

    /** The client was told that its call has no effect and never will. */
    public void refuse(int number, long nowNs) {
        complete(number, Operation.REFUSED, nowNs);
    }

    /**
     * Proposes where in an order of all operations this one stands; the first proposal counts. One that has no place took no
     * effect, as far as anybody knows. A wrong proposal changes no verdict: it only makes it take longer.
     *
     * @param place any number, unique among operations of one key that change something
     */
    public void place(int number, long place) {
        places.putIfAbsent(number, place);
    }

    /** Those that have a place, in the order of the places; of equal places by the order in which they were invoked. */
    List<Operation> proposedOrder() {
        return places.entrySet().stream()
                .sorted(Map.Entry.<Integer, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(placed -> operations.get(placed.getKey()))
                .toList();
    }

    /** As they are now; changes with this history. */
    public List<Operation> operations() {
        return Collections.unmodifiableList(operations);
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException naming the line that is none
     */
    public static History parse(String text) {
        History history = new History();
        text.lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .forEach(line -> history.operations.add(operation(line)));
        return history;
    }

    @Override
    public String toString() {
        return operations.stream().map(operation -> operation + "\n").collect(Collectors.joining());
    }

    private static Operation operation(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not an operation: " + line);
        }
        boolean isUnknown = parts.group(2).equals(Operation.UNKNOWN);
        if (isUnknown != parts.group(6).equals(Operation.UNKNOWN)) {
            throw new IllegalArgumentException(
                    "either both its return and its result are unknown, or neither: " + line);
        }
        long invokedNs = Long.parseLong(parts.group(1));
        long returnedNs = isUnknown ? Operation.NEVER : Long.parseLong(parts.group(2));
        if (returnedNs < invokedNs) {
            throw new IllegalArgumentException("returned before it was invoked: " + line);
        }
        return new Operation(
                Integer.parseInt(parts.group(3)),
                parts.group(4),
                parts.group(5),
                parts.group(6),
                invokedNs,
                returnedNs);
    }
}
