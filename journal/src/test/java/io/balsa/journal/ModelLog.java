package io.balsa.journal;

import io.balsa.spi.EntryBatch;
import io.balsa.spi.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What a journal should hold, as plain lists; drives a journal with random writes and remembers every state it went through. */
final class ModelLog {
    /** What a journal holds after one write. */
    record State(long term, int votedFor, List<String> entries, long position) {}

    private final List<State> history = new ArrayList<>();
    private long purged = 1;

    ModelLog(long position) {
        history.add(new State(0, 0, List.of(), position));
    }

    State last() {
        return history.getLast();
    }

    List<State> history() {
        return history;
    }

    /** A crash left that state: what came later never happened. */
    void restart(State survived, long position) {
        history.clear();
        history.add(new State(survived.term(), survived.votedFor(), survived.entries(), position));
    }

    /** One random write to the journal and to the model. */
    void write(Journal journal, Random random) {
        int kind = random.nextInt(10);
        if (kind == 0) {
            vote(journal, random);
        } else if (kind == 1 && last().entries().size() >= purged) {
            truncate(journal, random);
        } else {
            append(journal, random);
        }
    }

    private void vote(Journal journal, Random random) {
        long term = last().term() + 1;
        int votedFor = random.nextInt(4);
        remember(term, votedFor, last().entries(), journal.storeVote(term, votedFor));
    }

    private void truncate(Journal journal, Random random) {
        int size = last().entries().size();
        int from = (int) Math.max(purged, size - random.nextInt(8));
        long position = journal.truncateFrom(from);
        List<String> kept = List.copyOf(last().entries().subList(0, Math.min(size, from - 1)));
        remember(last().term(), last().votedFor(), kept, position);
    }

    private void append(Journal journal, Random random) {
        int first = last().entries().size() + 1;
        EntryBatch batch = EntryBatch.from(first);
        List<String> entries = new ArrayList<>(last().entries());
        for (int count = 1 + random.nextInt(4); count > 0; count--) {
            // Zeros at the end of sectors are what a torn record looks like too.
            String payload = (random.nextBoolean() ? "x" : "\0").repeat(random.nextInt(700)) + random.nextInt(1000);
            batch.commands(last().term(), payload);
            entries.add(payload);
        }
        remember(last().term(), last().votedFor(), List.copyOf(entries), batch.appendTo(journal));
    }

    private void remember(long term, int votedFor, List<String> entries, long position) {
        history.add(new State(term, votedFor, entries, position));
    }

    /** Purges some of what is before the given position's entries. */
    void purge(Journal journal, Random random, long durable) {
        int safe = history.stream()
                .filter(state -> state.position() >= durable)
                .mapToInt(state -> state.entries().size())
                .min()
                .orElse(0);
        if (safe > purged) {
            purged = purged + random.nextInt((int) (safe - purged) + 1);
            journal.purgeBefore(purged);
        }
    }
}
