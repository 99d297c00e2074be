package io.balsa.benchmarks.rows;

import io.balsa.benchmarks.Choice;
import java.util.List;
import java.util.Locale;

/** The rows there are, and what measures each. */
enum Rows {
    START(new Startup()),
    REPLAY(new Replay()),
    CATCH_UP(new CatchUp()),
    SLOW_FOLLOWER(new SlowFollower()),
    MEMORY(new Memory()),
    IDLE(new Idle()),
    SOAK(new Soak());

    private final Row row;

    Rows(Row row) {
        this.row = row;
    }

    /** Measures something that is no load, and says what it found. */
    @FunctionalInterface
    interface Row {
        void run(RowRun run) throws Exception;
    }

    Row row() {
        return row;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException when there is none of that name; the message says which there are */
    static Rows of(String word) {
        return Choice.of("row", word, List.of(values()), Rows::word);
    }
}
