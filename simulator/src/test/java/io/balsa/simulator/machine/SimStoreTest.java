package io.balsa.simulator.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.balsa.journal.SegmentBytes;
import io.balsa.simulator.machine.DiskFaults.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a simulated disk may do, and what it must not. */
class SimStoreTest {
    private static final int SEEDS = 100;
    private static final int SEGMENT_BYTES = 8192;
    private static final String NAME = "note";
    private static final byte[] OLD = "old".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NEW = "new".getBytes(StandardCharsets.UTF_8);

    /** A disk and what goes wrong with it. */
    private static final class Disk {
        private final DiskFaults faults;
        private final SimStore store;

        Disk(int seed) {
            Chance chance = new Chance(seed);
            faults = new DiskFaults(chance.branch(1));
            store = new SimStore(chance.branch(2), faults, SEGMENT_BYTES);
        }

        void write(long segment) {
            store.begin(segment);
            int offset = store.claim(Long.BYTES);
            store.buffer().putLong(offset, segment);
            store.commit(Long.BYTES);
        }

        void failToNote() {
            faults.fail(Operation.NOTE, 0);
            assertThatThrownBy(() -> store.note(NAME, NEW)).isInstanceOf(IOException.class);
        }

        /** Whether what was written to a segment is what its readers find. */
        boolean holds(long segment) throws IOException {
            try (SegmentBytes bytes = store.read(segment)) {
                int offset = bytes.recordAt(0);
                return offset != SegmentBytes.NONE && bytes.buffer().getLong(offset) == segment;
            }
        }
    }

    /** It follows from a sync that failed, and would excuse whatever the node does later. */
    @Test
    void pagesThatTheSystemGivesUpAreNoFault() throws IOException {
        int givenUp = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Disk disk = new Disk(seed);
            disk.write(1);
            disk.faults.fail(Operation.SYNC, 0);
            assertThatThrownBy(() -> disk.store.force(1)).isInstanceOf(IOException.class);
            boolean couldBeRead = disk.holds(1);
            for (int reads = 0; reads < 50; reads++) {
                disk.holds(1);
            }
            givenUp += couldBeRead && !disk.holds(1) ? 1 : 0;
            assertThat(disk.faults.injected()).isOne();
        }
        assertThat(givenUp).isPositive();
    }

    /** Which of segments 1 to {@code last} are there, as one bit each, after their deletions failed and the power too. */
    private static int thereAfterFailedDeletions(Disk disk, int last, PageCache fate) throws IOException {
        for (int segment = 1; segment <= last; segment++) {
            disk.write(segment);
            disk.store.force(segment);
        }
        disk.faults.failOften(Operation.DELETE, 1);
        for (int segment = 1; segment <= last; segment++) {
            long number = segment;
            do {
                assertThatThrownBy(() -> disk.store.delete(number)).isInstanceOf(IOException.class);
            } while (disk.store.segments().contains(number));
        }
        disk.store.losePower(fate);
        int there = 0;
        for (long segment : disk.store.segments()) {
            assertThat(disk.holds(segment)).isTrue();
            there |= 1 << (segment - 1);
        }
        return there;
    }

    @ParameterizedTest
    @EnumSource
    void deletionsThatFailedAreUndoneByAPowerCutLastOneFirst(PageCache fate) throws IOException {
        Set<Integer> there = new TreeSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            there.add(thereAfterFailedDeletions(new Disk(seed), 3, fate));
        }
        assertThat(there)
                .isEqualTo(
                        switch (fate) {
                            case LOST -> Set.of(0b111);
                            case KEPT -> Set.of(0);
                            case BY_CHANCE, TORN -> Set.of(0b111, 0b110, 0b100, 0);
                        });
    }

    /** What makes the names of a directory durable. */
    private enum DirectorySync {
        NEW_SEGMENT {
            @Override
            void happenOn(Disk disk) throws IOException {
                disk.write(3);
                disk.store.force(3);
            }
        },
        DELETION {
            @Override
            void happenOn(Disk disk) throws IOException {
                disk.store.delete(2);
            }
        },
        SAME_DELETION {
            @Override
            void happenOn(Disk disk) throws IOException {
                disk.store.delete(1);
            }
        },
        NOTE {
            @Override
            void happenOn(Disk disk) throws IOException {
                disk.store.note("other", NEW);
            }
        };

        abstract void happenOn(Disk disk) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void whatFailedIsNotUndoneOnceTheDirectoryIsSynced(DirectorySync sync) throws IOException {
        int done = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Disk disk = new Disk(seed);
            disk.write(1);
            disk.store.force(1);
            disk.write(2);
            disk.store.force(2);
            disk.failToNote();
            disk.faults.fail(Operation.DELETE, 0);
            assertThatThrownBy(() -> disk.store.delete(1)).isInstanceOf(IOException.class);
            byte[] note = disk.store.note(NAME);
            sync.happenOn(disk);
            List<Long> segments = disk.store.segments();
            disk.store.losePower(PageCache.LOST);
            assertThat(disk.store.note(NAME)).isEqualTo(note);
            assertThat(disk.store.segments()).isEqualTo(segments);
            done += segments.contains(1L) ? 0 : 1;
        }
        assertThat(done).isPositive();
    }

    @Test
    void aSyncOfAnOldSegmentIsNoneOfItsDirectory() throws IOException {
        Disk disk = new Disk(1);
        disk.write(1);
        disk.store.force(1);
        disk.write(2);
        disk.store.force(2);
        disk.faults.failOften(Operation.DELETE, 1);
        while (disk.store.segments().contains(1L)) {
            assertThatThrownBy(() -> disk.store.delete(1)).isInstanceOf(IOException.class);
        }
        disk.store.force(2);
        disk.store.losePower(PageCache.LOST);
        assertThat(disk.store.segments()).containsExactly(1L, 2L);
    }

    @ParameterizedTest
    @EnumSource
    void aNoteThatFailsIsTheOldOneOrTheNewOneOrTheNewOneUntilThePowerFails(PageCache fate) throws IOException {
        Set<String> seen = new TreeSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            Disk disk = new Disk(seed);
            disk.store.note(NAME, OLD);
            disk.failToNote();
            String before = text(disk.store.note(NAME));
            SimStore copy = disk.store.copy();
            disk.store.losePower(fate);
            seen.add(before + " " + text(disk.store.note(NAME)));
            copy.losePower(PageCache.KEPT);
            assertThat(text(copy.note(NAME))).isEqualTo(before);
        }
        assertThat(seen)
                .isEqualTo(
                        fate == PageCache.KEPT
                                ? Set.of("old old", "new new")
                                : Set.of("old old", "new new", "new old"));
    }

    @Test
    void aFirstNoteThatFailsMayBeGoneAfterAPowerCut() throws IOException {
        int gone = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Disk disk = new Disk(seed);
            disk.failToNote();
            boolean wasThere = disk.store.note(NAME) != null;
            SimStore copy = disk.store.copy();
            copy.losePower(PageCache.LOST);
            gone += wasThere && copy.note(NAME) == null ? 1 : 0;
        }
        assertThat(gone).isPositive();
    }

    private static String text(byte @Nullable [] note) {
        return note == null ? "none" : new String(note, StandardCharsets.UTF_8);
    }
}
