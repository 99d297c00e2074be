package io.balsa.journal.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedFileTest {
    private static final int ROUNDS = 200;
    private static final int LENGTH = 1 << 20;

    @TempDir
    private Path directory;

    /** A loop that begins a file may meet the helper in its first slice, whose zeros must not fall on records. */
    @Test
    void twoThatFillAtTheSameTimeFillDifferentSlices() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            PreparedFile file = PreparedFile.create(round, directory.resolve("file" + round), LENGTH, true);
            CyclicBarrier both = new CyclicBarrier(2);
            Thread helper = Thread.ofPlatform().start(() -> fill(file, both));
            fill(file, both);
            helper.join();
            assertThat(file.filled()).isEqualTo(2L * PreparedFile.SLICE);
            file.close(0);
        }
    }

    private static void fill(PreparedFile file, CyclicBarrier both) {
        try {
            both.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        file.fillSlice(LENGTH);
    }

    /** A loop that does not wait for the helper writes where that has not been, and zeros must not fall on its records. */
    @Test
    void zerosFallOnNothingThatWasSkipped() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            PreparedFile file = PreparedFile.create(round, directory.resolve("file" + round), LENGTH, true);
            Thread helper = Thread.ofPlatform().start(() -> {
                while (file.filled() < LENGTH) {
                    file.fillSlice(LENGTH);
                }
            });
            byte[] records = new byte[LENGTH];
            Arrays.fill(records, (byte) 1);
            int record = LENGTH / 32;
            for (int at = 0; at < LENGTH; at += record) {
                file.skipTo(at + record);
                file.channel().write(ByteBuffer.wrap(records, at, record), at);
            }
            helper.join();
            ByteBuffer found = ByteBuffer.allocate(LENGTH);
            file.channel().read(found, 0);
            assertThat(found.array()).isEqualTo(records);
            file.close(0);
        }
    }

    @Test
    void aFileThatAllocatesNothingMayBeWrittenUpToTheFarthestLimit() throws IOException {
        PreparedFile file = PreparedFile.create(1, directory.resolve("file"), LENGTH, false);
        file.fillSlice(LENGTH);
        file.fillSlice(LENGTH / 2);
        assertThat(file.filled()).isEqualTo(LENGTH);
        file.close(0);
    }
}
