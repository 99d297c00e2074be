package io.balsa.simulator.script;

import io.balsa.config.Spelling;
import io.balsa.simulator.InFlight;
import io.balsa.simulator.MessageType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Which messages: {@code 1>2}, {@code *>2 APPEND} or {@code 1>* VOTE_REQUEST VOTE_REPLY}; of no type given, all. */
record Which(int from, int to, Set<MessageType> types) implements Predicate<InFlight> {
    private static final int ANY = 0;

    /** @param nodes how many there are */
    static Which of(List<String> words, int nodes) {
        if (words.isEmpty()) {
            return new Which(ANY, ANY, EnumSet.allOf(MessageType.class));
        }
        String[] ends = words.getFirst().split(">", -1);
        if (ends.length != 2) {
            throw new IllegalArgumentException("'" + words.getFirst() + "' is no link; write 1>2, 1>* or *>*");
        }
        Set<MessageType> types = EnumSet.noneOf(MessageType.class);
        words.stream().skip(1).map(Which::type).forEach(types::add);
        return new Which(
                end(ends[0], nodes), end(ends[1], nodes), types.isEmpty() ? EnumSet.allOf(MessageType.class) : types);
    }

    private static int end(String word, int nodes) {
        return word.equals("*") ? ANY : Words.nodeOf(word, nodes);
    }

    private static MessageType type(String word) {
        List<String> known = new ArrayList<>();
        for (MessageType type : MessageType.values()) {
            if (type.name().equals(word)) {
                return type;
            }
            known.add(type.name());
        }
        throw new IllegalArgumentException(
                "there is no type of message '" + word + "'; " + Spelling.advice(word, known));
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
