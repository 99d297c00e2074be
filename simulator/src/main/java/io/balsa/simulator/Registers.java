package io.balsa.simulator;

import io.balsa.api.Command;
import io.balsa.api.ResultWriter;
import io.balsa.api.StateMachine;
import io.balsa.simulator.machine.Chance;
import java.nio.ByteOrder;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The state machine that a simulation replicates unless told otherwise: numbered registers that hold a number each, 0 at
 * first. Every answer says the value and the log index of the command that wrote it, so that a history can be checked.
 */
public final class Registers implements StateMachine {
    /** Bytes of an answer: the value, then the index that wrote it, 0 for none. */
    public static final int ANSWER_LENGTH = 2 * Long.BYTES;

    private static final byte WRITE = 1;
    private static final byte COMPARE_AND_SET = 2;
    private static final int KEY = 8;
    private static final int VALUE = 16;
    private static final int EXPECTED = 24;
    private static final int COMMAND_LENGTH = 32;

    private record Register(long value, long index) {}

    private static final Register EMPTY = new Register(0, 0);

    private final TreeMap<Long, Register> registers = new TreeMap<>();
    private long hash;

    /** The command that writes a value; answered with what was there before. */
    public static byte[] write(long key, long value) {
        return command(WRITE, key, value, 0);
    }

    /** The command that writes a value where another is; answered with what was there before, whichever. */
    public static byte[] compareAndSet(long key, long expected, long value) {
        return command(COMPARE_AND_SET, key, value, expected);
    }

    /** The query for a register. */
    public static byte[] read(long key) {
        byte[] query = new byte[Long.BYTES];
        new UnsafeBuffer(query).putLong(0, key, ByteOrder.LITTLE_ENDIAN);
        return query;
    }

    /** The value that a command certainly writes; 0 when that depends on what is there. */
    public static long written(Command command) {
        DirectBuffer buffer = command.buffer();
        boolean isWrite = command.length() == COMMAND_LENGTH && buffer.getByte(command.offset()) == WRITE;
        return isWrite ? buffer.getLong(command.offset() + VALUE, ByteOrder.LITTLE_ENDIAN) : 0;
    }

    /** The value in an answer. */
    public static long value(byte[] answer) {
        return new UnsafeBuffer(answer).getLong(0, ByteOrder.LITTLE_ENDIAN);
    }

    /** The index in an answer: of the command that wrote the value. */
    public static long index(byte[] answer) {
        return new UnsafeBuffer(answer).getLong(Long.BYTES, ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] command(byte operation, long key, long value, long expected) {
        byte[] command = new byte[COMMAND_LENGTH];
        UnsafeBuffer buffer = new UnsafeBuffer(command);
        buffer.putByte(0, operation);
        buffer.putLong(KEY, key, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(VALUE, value, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(EXPECTED, expected, ByteOrder.LITTLE_ENDIAN);
        return command;
    }

    @Override
    public void apply(Command command, ResultWriter result) {
        if (command.length() != COMMAND_LENGTH) {
            return;
        }
        DirectBuffer buffer = command.buffer();
        int at = command.offset();
        long key = buffer.getLong(at + KEY, ByteOrder.LITTLE_ENDIAN);
        long expected = buffer.getLong(at + EXPECTED, ByteOrder.LITTLE_ENDIAN);
        Register before = registers.getOrDefault(key, EMPTY);
        if (buffer.getByte(at) == WRITE || before.value() == expected) {
            Register after = new Register(buffer.getLong(at + VALUE, ByteOrder.LITTLE_ENDIAN), command.index());
            registers.put(key, after);
            hash += hashOf(key, after) - hashOf(key, before);
        }
        answer(before, result);
    }

    @Override
    public void query(DirectBuffer query, int offset, int length, ResultWriter result) {
        long key = length < Long.BYTES ? 0 : query.getLong(offset, ByteOrder.LITTLE_ENDIAN);
        answer(registers.getOrDefault(key, EMPTY), result);
    }

    @Override
    public long stateHash() {
        return hash;
    }

    private static void answer(Register register, ResultWriter result) {
        result.putLong(register.value()).putLong(register.index());
    }

    /** A sum over the registers, so that one write changes it in one step. */
    private static long hashOf(long key, Register register) {
        return register.index() == 0
                ? 0
                : Chance.mix(key * 31 + Chance.mix(register.value() * 31 + Chance.mix(register.index())));
    }
}
