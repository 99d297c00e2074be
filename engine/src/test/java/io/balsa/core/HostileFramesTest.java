package io.balsa.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.api.RoleName;
import io.balsa.codec.AppendEntriesDecoder;
import io.balsa.codec.MessageHeaderDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Frames whose envelope fits and whose body is damaged, foreign or of another version: nothing throws. */
class HostileFramesTest {
    private static final int ROUNDS = 1000;

    private static Scripted in(RoleName role) {
        Scripted node = Scripted.of(3, StreamJournal.holding(2, 0, 1, 2));
        switch (role) {
            case FOLLOWER -> node.hears(2, Message.Append.of(2).after(2, 2).commit(1));
            case CANDIDATE -> node.campaigns();
            case LEADER -> node.leads();
        }
        return node;
    }

    private static List<byte[]> frames() {
        List<byte[]> frames = new ArrayList<>();
        Message.Append append = Message.Append.of(4).after(2, 2).entries(3, 4);
        frames.add(Wire.encode(2, 1, append));
        frames.add(Wire.encode(2, 1, append.accepted()));
        frames.add(Wire.encode(2, 1, append.conflict(1, 1)));
        frames.add(Wire.encode(2, 1, Message.VoteRequest.vote(4, 2, 2)));
        frames.add(Wire.encode(2, 1, Message.VoteRequest.preVote(4, 2, 2)));
        frames.add(Wire.encode(2, 1, Message.VoteRequest.vote(3, 2, 2).granted()));
        return frames;
    }

    /** Shorter than its template says, or with a shorter block: dropped, and nothing changes. */
    @ParameterizedTest
    @EnumSource(RoleName.class)
    void dropsFramesThatWereCut(RoleName role) {
        for (byte[] frame : frames()) {
            Scripted node = in(role);
            long term = node.raft.term();
            for (int length = Envelope.LENGTH; length < frame.length; length++) {
                node.deliverBytes(Arrays.copyOf(frame, length));
            }
            byte[] shortBlock = frame.clone();
            shortBlock[MessageHeaderDecoder.blockLengthEncodingOffset()]--;
            node.deliverBytes(shortBlock).turn();
            assertThat(node.raft.term()).isEqualTo(term);
            assertThat(node.raft.role()).isEqualTo(role);
            assertThat(node.dropped).hasSize(frame.length - Envelope.LENGTH + 1);
        }
    }

    @Test
    void dropsTemplatesItDoesNotKnow() {
        for (int template = 5; template < 60; template++) {
            byte[] frame = frames().getFirst();
            frame[MessageHeaderDecoder.templateIdEncodingOffset()] = (byte) template;
            Scripted node = Scripted.of(3).deliverBytes(frame).turn();
            assertThat(node.dropped).hasSize(1);
        }
    }

    /** Nobody sends to himself, and nobody has no id. */
    @Test
    void dropsFramesFromItselfAndFromNobody() {
        for (int sender : new int[] {0, 1, -3}) {
            Scripted node = Scripted.of(3).hears(sender, Message.VoteRequest.vote(4, 2, 2));
            assertThat(node.dropped).hasSize(1);
            assertThat(node.raft.term()).isZero();
        }
    }

    /** Every byte of the body takes every value: nothing throws, whatever the node's role. */
    @ParameterizedTest
    @EnumSource(RoleName.class)
    void survivesEveryByteOfABody(RoleName role) {
        for (byte[] frame : frames()) {
            for (int at = Envelope.LENGTH; at < Math.min(frame.length, Envelope.LENGTH + 80); at++) {
                Scripted node = in(role);
                for (int value : new int[] {0, 1, 2, 3, 4, 77, 127, 128, 254, 255}) {
                    byte[] damaged = frame.clone();
                    damaged[at] = (byte) value;
                    node.deliverBytes(damaged);
                }
                node.turns(3);
            }
        }
    }

    /** Random bodies, several in a row. */
    @ParameterizedTest
    @EnumSource(RoleName.class)
    void survivesRandomBodies(RoleName role) {
        List<byte[]> frames = frames();
        Random random = new Random(role.ordinal());
        for (int round = 0; round < ROUNDS; round++) {
            Scripted node = in(role);
            for (int i = 0; i < 4; i++) {
                byte[] frame = frames.get(random.nextInt(6)).clone();
                byte[] noise = new byte[1 + random.nextInt(16)];
                random.nextBytes(noise);
                int at = Envelope.LENGTH + random.nextInt(Math.min(60, frame.length - Envelope.LENGTH));
                System.arraycopy(noise, 0, frame, at, Math.min(noise.length, frame.length - at));
                node.deliverBytes(frame);
            }
            node.turns(2);
        }
    }

    /** No damage to the entries of an append changes the log. */
    @Test
    void keepsItsLogWhateverIsWrongWithTheEntries() {
        byte[] frame = frames().getFirst();
        Scripted node = in(RoleName.FOLLOWER);
        Random random = new Random(3);
        int from = Envelope.LENGTH + AppendEntriesDecoder.BLOCK_LENGTH;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged = frame.clone();
            damaged[from + random.nextInt(frame.length - from)] ^= (byte) (1 << random.nextInt(8));
            node.deliverBytes(damaged).turn();
        }
        assertThat(node.terms()).containsExactly(1L, 2L);
        assertThat(node.raft.term()).isEqualTo(2);
        assertThat(node.dropped).hasSize(ROUNDS);
    }

    /** A peer cannot have more than was ever sent to it. */
    @Test
    void dropsRepliesThatMatchBeyondTheLog() {
        Scripted node = in(RoleName.LEADER);
        node.hears(2, node.lastAppend(2).accepted(4));
        assertThat(node.dropped).hasSize(1);
        assertThat(node.raft.role()).isEqualTo(RoleName.LEADER);
        assertThat(node.raft.commitIndex()).isZero();
    }

    /** Frames longer than this version knows: fields that a later version appended are not looked at. */
    @Test
    void takesFramesOfALaterVersionWithALongerBlock() {
        byte[] frame = Wire.encode(2, 1, Message.VoteRequest.vote(4, 2, 2));
        byte[] longer = Arrays.copyOf(frame, frame.length + 8);
        new UnsafeBuffer(longer)
                .putShort(0, (short) (frame.length - Envelope.LENGTH + 8), java.nio.ByteOrder.LITTLE_ENDIAN);
        Scripted node = Scripted.of(3).deliverBytes(longer).turn();
        assertThat(node.raft.votedFor()).isEqualTo(2);
    }
}
