package io.balsa.simulator;

import io.balsa.api.Command;
import io.balsa.api.ResultWriter;
import io.balsa.api.StateMachine;
import io.balsa.simulator.machine.Chance;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The state machine that a simulation replicates unless told otherwise: numbered registers that hold a number each, 0 at
 * first. Every answer says the value and the log index of the command that wrote it, so that a history can be checked.
 *
 * <p>Commands may have any length from one byte: those of at least {@link #LONG_LENGTH} bytes have a number for everything and are
 * filled up with what depends on the value; shorter ones have a byte for what is done and to which register, and as many bytes of
 * the value as there are left.
 */
public final class Registers implements StateMachine {
    /** Bytes of an answer: the value, then the index that wrote it, 0 for none. */
    public static final int ANSWER_LENGTH = 2 * Long.BYTES;

    /** Bytes of a command without filling that takes any number. */
    public static final int LONG_LENGTH = 32;

    private static final byte WRITE = 1;
    private static final byte COMPARE_AND_SET = 2;
    private static final byte READ = 3;
    private static final int KEY = 8;
    private static final int VALUE = 16;
    private static final int EXPECTED = 24;
    private static final int KEY_BITS = 4;
    private static final int KEY_MASK = (1 << KEY_BITS) - 1;

    /** What was written last, and at which index; 0 for nothing. */
    private static final class Register {
        private long value;
        private long index;
    }

    private static final Register EMPTY = new Register();

    private final Long2ObjectHashMap<Register> registers = new Long2ObjectHashMap<>();
    private long hash;

    /** The command that writes a value; answered with what was there before. */
    public static byte[] write(long key, long value) {
        return command(LONG_LENGTH, WRITE, key, value);
    }

    /**
     * The same with as many bytes.
     *
     * @throws IllegalArgumentException when the register or the value does not fit
     */
    public static byte[] write(long key, long value, int length) {
        return length < LONG_LENGTH ? shortCommand(length, WRITE, key, value) : command(length, WRITE, key, value);
    }

    /** The command that writes a value where another is; answered with what was there before, whichever. */
    public static byte[] compareAndSet(long key, long expected, long value) {
        return compareAndSet(key, expected, value, LONG_LENGTH);
    }

    /** The same with as many bytes, at least {@link #LONG_LENGTH}. */
    public static byte[] compareAndSet(long key, long expected, long value, int length) {
        byte[] command = command(length, COMPARE_AND_SET, key, value);
        new UnsafeBuffer(command).putLong(EXPECTED, expected, ByteOrder.LITTLE_ENDIAN);
        return command;
    }

    /** The command that reads a register by way of the log, in one byte. */
    public static byte[] readByLog(long key) {
        return shortCommand(1, READ, key, 0);
    }

    /** The query for a register. */
    public static byte[] read(long key) {
        return read(key, Long.BYTES);
    }

    /** The same with as many bytes. @throws IllegalArgumentException when the register does not fit */
    public static byte[] read(long key, int length) {
        byte[] query = new byte[length];
        if (length >= Long.BYTES) {
            new UnsafeBuffer(query).putLong(0, key, ByteOrder.LITTLE_ENDIAN);
        } else {
            query[0] = (byte) fitting(key, Byte.MAX_VALUE);
        }
        return query;
    }

    /** The value that a command certainly writes; 0 when that depends on what is there, and when it writes nothing. */
    public static long written(Command command) {
        return operation(command) == WRITE ? valueOf(command) : 0;
    }

    /** The value that a command writes, if only where another is that it expects; 0 when it writes nothing. */
    public static long writtenIfExpected(Command command) {
        int operation = operation(command);
        return operation == WRITE || operation == COMPARE_AND_SET ? valueOf(command) : 0;
    }

    /** The value in an answer. */
    public static long value(byte[] answer) {
        return new UnsafeBuffer(answer).getLong(0, ByteOrder.LITTLE_ENDIAN);
    }

    /** The index in an answer: of the command that wrote the value. */
    public static long index(byte[] answer) {
        return new UnsafeBuffer(answer).getLong(Long.BYTES, ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] command(int length, byte operation, long key, long value) {
        byte[] command = new byte[length];
        UnsafeBuffer buffer = new UnsafeBuffer(command);
        buffer.putByte(0, operation);
        buffer.putLong(KEY, key, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(VALUE, value, ByteOrder.LITTLE_ENDIAN);
        buffer.setMemory(LONG_LENGTH, length - LONG_LENGTH, (byte) value);
        return command;
    }

    private static byte[] shortCommand(int length, byte operation, long key, long value) {
        byte[] command = new byte[length];
        command[0] = (byte) (operation << KEY_BITS | fitting(key, KEY_MASK));
        long rest = value;
        for (int at = 1; at < length; at++) {
            command[at] = (byte) rest;
            rest >>>= Byte.SIZE;
        }
        fitting(rest, 0);
        return command;
    }

    private static long fitting(long number, long most) {
        if (number < 0 || number > most) {
            throw new IllegalArgumentException("a command that short has no room for all of its numbers");
        }
        return number;
    }

    /** What a command asks for; 0 for nothing that is known here. */
    private static int operation(Command command) {
        int first = command.length() == 0 ? 0 : command.buffer().getByte(command.offset());
        int operation = command.length() < LONG_LENGTH ? first >> KEY_BITS : first;
        boolean isTooShort = operation == COMPARE_AND_SET && command.length() < LONG_LENGTH;
        return isTooShort || operation < WRITE || operation > READ ? 0 : operation;
    }

    private static long keyOf(Command command) {
        return command.length() < LONG_LENGTH
                ? command.buffer().getByte(command.offset()) & KEY_MASK
                : longAt(command, KEY);
    }

    private static long valueOf(Command command) {
        if (command.length() >= LONG_LENGTH) {
            return longAt(command, VALUE);
        }
        long value = 0;
        for (int at = Math.min(command.length() - 1, Long.BYTES); at > 0; at--) {
            value = value << Byte.SIZE | command.buffer().getByte(command.offset() + at) & 0xff;
        }
        return value;
    }

    private static long longAt(Command command, int at) {
        return command.buffer().getLong(command.offset() + at, ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void apply(Command command, ResultWriter result) {
        int operation = operation(command);
        if (operation == 0) {
            return;
        }
        long key = keyOf(command);
        Register register = find(key);
        answer(register, result);
        if (operation == WRITE || operation == COMPARE_AND_SET && register.value == longAt(command, EXPECTED)) {
            write(key, register, command);
        }
    }

    private void write(long key, Register before, Command command) {
        Register register = before;
        if (register == EMPTY) {
            register = new Register();
            registers.put(key, register);
        }
        hash -= hashOf(key, register);
        register.value = valueOf(command);
        register.index = command.index();
        hash += hashOf(key, register);
    }

    @Override
    public void query(DirectBuffer query, int offset, int length, ResultWriter result) {
        long key = length >= Long.BYTES
                ? query.getLong(offset, ByteOrder.LITTLE_ENDIAN)
                : length == 0 ? 0 : query.getByte(offset);
        answer(find(key), result);
    }

    @Override
    public long stateHash() {
        return hash;
    }

    private Register find(long key) {
        Register register = registers.get(key);
        return register == null ? EMPTY : register;
    }

    private static void answer(Register register, ResultWriter result) {
        result.putLong(register.value).putLong(register.index);
    }

    /** A sum over the registers, so that one write changes it in one step. */
    private static long hashOf(long key, Register register) {
        return register.index == 0
                ? 0
                : Chance.mix(key * 31 + Chance.mix(register.value * 31 + Chance.mix(register.index)));
    }
}
