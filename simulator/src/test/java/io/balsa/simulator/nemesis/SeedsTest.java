package io.balsa.simulator.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Runs of many seeds, and of every plan that ever failed: all is well, twice in the same way. */
class SeedsTest {
    private static final int SEEDS = 500;
    private static final int SEEDS_OF_THREE_NODES = 50;

    @Test
    void everySeedHoldsTwiceInTheSameWay() {
        assertThat(complaints(LongStream.rangeClosed(1, SEEDS).mapToObj(Nemesis::draw)))
                .isEmpty();
    }

    @Test
    void everySeedHoldsWithAnotherNumberOfNodes() {
        assertThat(complaints(LongStream.rangeClosed(1, SEEDS_OF_THREE_NODES).mapToObj(seed -> Nemesis.draw(seed, 3))))
                .isEmpty();
    }

    @Test
    void whateverFailedOnceHolds() throws IOException {
        assertThat(complaints(lines("/regressions.txt").stream().map(SeedsTest::plan)))
                .isEmpty();
    }

    @Test
    void aMajorityThatSeesEachOtherElects() throws IOException {
        assertThat(complaints(lines("/partial-partitions.txt").stream().map(SeedsTest::plan)))
                .isEmpty();
    }

    private static List<String> complaints(Stream<Plan> plans) {
        return plans.parallel()
                .map(SeedsTest::complaint)
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable String complaint(Plan plan) {
        Result.Failure failure = Run.twice(plan).failure();
        return failure == null ? null : failure.kind() + ": " + failure.text() + "\n" + plan;
    }

    /** A seed, or a whole plan. */
    private static Plan plan(String line) {
        return line.startsWith("seed=") ? Plan.parse(line) : Nemesis.draw(Long.parseLong(line));
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(SeedsTest.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }
}
