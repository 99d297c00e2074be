package io.balsa.simulator.script;

import io.balsa.simulator.InFlight;
import io.balsa.simulator.MessageType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Which messages: {@code 1>2}, {@code *>2 APPEND} or {@code 1>* VOTE_REQUEST VOTE_REPLY}; of no type given, all. */
record Which(int from, int to, Set<MessageType> types) implements Predicate<InFlight> {
    private static final int ANY = 0;

    static Which of(List<String> words) {
        if (words.isEmpty()) {
            return new Which(ANY, ANY, EnumSet.allOf(MessageType.class));
        }
        String[] ends = words.getFirst().split(">");
        Set<MessageType> types = EnumSet.noneOf(MessageType.class);
        words.stream().skip(1).map(MessageType::valueOf).forEach(types::add);
        return new Which(end(ends[0]), end(ends[1]), types.isEmpty() ? EnumSet.allOf(MessageType.class) : types);
    }

    private static int end(String word) {
        return word.equals("*") ? ANY : Integer.parseInt(word);
    }

    @Override
    public boolean test(InFlight message) {
        return (from == ANY || from == message.from())
                && (to == ANY || to == message.to())
                && types.contains(message.type());
    }

    /** A message as a scenario shows it: without its number, which says nothing to a reader. */
    static String show(InFlight message) {
        return message.toString().replaceFirst("message \\d+ ", "");
    }
}
