package io.balsa.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.codec.AppendEntriesDecoder;
import io.balsa.codec.EntryType;
import io.balsa.spi.Checksum;
import io.balsa.spi.EntryFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Nothing of a received append is believed before every byte was looked at. */
class AppendBatchTest {
    private static final int FRAMES_AT =
            Envelope.LENGTH + AppendEntriesDecoder.BLOCK_LENGTH + AppendEntriesDecoder.framesHeaderLength();

    private final AppendBatch batch = new AppendBatch(new UnsafeBuffer(0, 0));

    private boolean isSound(byte[] frame, int limit) {
        AppendEntriesDecoder append = new AppendEntriesDecoder();
        append.wrap(
                new UnsafeBuffer(frame),
                Envelope.LENGTH,
                AppendEntriesDecoder.BLOCK_LENGTH,
                AppendEntriesDecoder.SCHEMA_VERSION);
        return batch.isSound(append, limit);
    }

    private boolean isSound(Message.Append append) {
        byte[] frame = Wire.encode(2, 1, append);
        return isSound(frame, frame.length);
    }

    private static Message.Append append() {
        return Message.Append.of(5).after(3, 2).entries(2, 4, 4, 5);
    }

    @Test
    void takesWhatIsWhole() {
        assertThat(isSound(append())).isTrue();
        assertThat(isSound(Message.Append.of(5))).isTrue();
        List<Message.Entry> seen = new ArrayList<>();
        assertThat(isSound(append())).isTrue();
        for (EntryFrame entry = batch.first(); entry != null; entry = batch.next(entry)) {
            seen.add(Wire.entry(entry));
        }
        assertThat(seen).isEqualTo(append().entries());
    }

    @Test
    void refusesEntriesThatAreNotConsecutive() {
        List<Message.Entry> entries = append().entries();
        assertThat(isSound(append().with(List.of(entries.get(0), entries.get(2)))))
                .isFalse();
        assertThat(isSound(append().with(List.of(entries.get(1))))).isFalse();
        assertThat(isSound(append().with(List.of(entries.get(0), entries.get(0)))))
                .isFalse();
    }

    @Test
    void refusesTermsThatFallOrExceedTheAppends() {
        assertThat(isSound(append().after(3, 3))).isFalse();
        assertThat(isSound(Message.Append.of(5).after(3, 2).entries(4, 3))).isFalse();
        assertThat(isSound(Message.Append.of(5).after(3, 2).entries(4, 6))).isFalse();
        assertThat(isSound(Message.Append.of(5).after(3, 6))).isFalse();
        assertThat(isSound(Message.Append.of(5).after(-1, 2))).isFalse();
        assertThat(isSound(Message.Append.of(5).after(3, -2))).isFalse();
    }

    @Test
    void refusesAnotherNumberOfEntriesThanAnnounced() {
        byte[] frame = Wire.encode(2, 1, append());
        int countAt = Envelope.LENGTH + AppendEntriesDecoder.entryCountEncodingOffset();
        for (byte count : new byte[] {0, 3, 5, -1}) {
            frame[countAt] = count;
            assertThat(isSound(frame, frame.length)).isFalse();
        }
    }

    /** Every bit of every entry is covered: by the checksum, or by what surrounds it. */
    @Test
    void refusesEveryFlippedBitOfItsEntries() {
        byte[] frame = Wire.encode(2, 1, append());
        for (int bit = FRAMES_AT * 8; bit < frame.length * 8; bit++) {
            byte[] damaged = frame.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(isSound(damaged, damaged.length)).as("bit %d", bit).isFalse();
        }
    }

    /** However short it was cut, nothing is read beyond its end. */
    @Test
    void refusesEveryPrefix() {
        byte[] frame = Wire.encode(2, 1, append());
        for (int length = Envelope.LENGTH + AppendEntriesDecoder.BLOCK_LENGTH; length < frame.length; length++) {
            assertThat(isSound(frame, length)).as("length %d", length).isFalse();
            byte[] cut = java.util.Arrays.copyOf(frame, length);
            assertThat(isSound(cut, length)).as("cut to %d", length).isFalse();
        }
    }

    @Test
    void refusesRandomBytes() {
        byte[] head = Wire.encode(2, 1, append());
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            byte[] frame = new byte[FRAMES_AT + 1 + random.nextInt(200)];
            random.nextBytes(frame);
            System.arraycopy(head, 0, frame, 0, random.nextBoolean() ? FRAMES_AT : FRAMES_AT - 4);
            assertThat(isSound(frame, frame.length)).isFalse();
        }
    }

    /** A right checksum is not enough: a later version, or a broken sender, may have sealed what cannot be. */
    @Test
    void refusesEntriesOfNoKnownType() {
        for (int type : new int[] {0, 4, 77, 255}) {
            byte[] frame = Wire.encode(2, 1, Message.Append.of(5).entries(5));
            frame[FRAMES_AT + io.balsa.codec.EntryDecoder.entryTypeEncodingOffset()] = (byte) type;
            seal(frame);
            assertThat(isSound(frame, frame.length)).as("type %d", type).isFalse();
        }
    }

    /** The same for a configuration: its payload is looked at before it is in force. */
    @Test
    void refusesConfigurationsThatNameNoMembers() {
        byte[] sound = MembershipCodec.encode(Scripted.members(3));
        assertThat(isSound(Message.Append.of(5).with(List.of(configuration(sound)))))
                .isTrue();
        for (int length = 0; length < sound.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(sound, length);
            assertThat(isSound(Message.Append.of(5).with(List.of(configuration(cut)))))
                    .isFalse();
        }
        Random random = new Random(1);
        for (int round = 0; round < 5000; round++) {
            byte[] damaged = sound.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            if (isSound(Message.Append.of(5).with(List.of(configuration(damaged))))) {
                assertThat(MembershipCodec.decode(new UnsafeBuffer(damaged), 0).voters())
                        .isNotEmpty();
            }
        }
    }

    private static Message.Entry configuration(byte[] payload) {
        String text = new String(payload, java.nio.charset.StandardCharsets.ISO_8859_1);
        return new Message.Entry(1, 5, EntryType.CONFIGURATION, text);
    }

    private static void seal(byte[] frame) {
        UnsafeBuffer buffer = new UnsafeBuffer(frame);
        int length = frame.length - FRAMES_AT;
        int checksum = new Checksum().of(buffer, FRAMES_AT + 8, length - 8);
        buffer.putInt(FRAMES_AT + 4, checksum, java.nio.ByteOrder.LITTLE_ENDIAN);
    }
}
