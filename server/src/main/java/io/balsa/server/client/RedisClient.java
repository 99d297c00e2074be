package io.balsa.server.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection. {@link #send} queues a command, {@link #flush} sends what was queued, {@link #receive} waits for the next
 * answer, in order. After an {@link IOException} the connection is of no use, and nobody knows what became of the commands
 * that were not answered.
 */
public final class RedisClient implements AutoCloseable {
    private static final int BUFFER_LENGTH = 32 * 1024;
    private static final int LONGEST_LINE = 64 * 1024;
    private static final String NOT_THE_PROTOCOL = "the server's answer is not of the Redis protocol";

    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;
    private final byte[] input = new byte[BUFFER_LENGTH];
    private int inputAt;
    private int inputEnd;

    /**
     * Connects.
     *
     * @param patience for the connection and for each answer
     */
    public RedisClient(InetSocketAddress address, Duration patience) throws IOException {
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) patience.toMillis());
            socket.connect(address, (int) patience.toMillis());
            in = socket.getInputStream();
            out = new BufferedOutputStream(socket.getOutputStream(), BUFFER_LENGTH);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Queues a command. */
    public void send(String... words) throws IOException {
        header('*', words.length);
        for (String word : words) {
            byte[] bytes = word.getBytes(UTF_8);
            header('$', bytes.length);
            out.write(bytes);
            out.write('\r');
            out.write('\n');
        }
    }

    /** Sends what was queued. */
    public void flush() throws IOException {
        out.flush();
    }

    /**
     * Waits for the next answer: a String (statuses and strings), a Long, a List of answers, an {@link ErrorReply}, or null.
     */
    public @Nullable Object receive() throws IOException {
        String line = readLine();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+' -> rest;
            case '-' -> new ErrorReply(rest);
            case ':' -> Long.valueOf(rest);
            case '$' -> readString(Integer.parseInt(rest));
            case '*' -> readList(Integer.parseInt(rest));
            default -> throw new IOException("the server answered with " + line);
        };
    }

    /** Sends one command and waits for its answer. */
    public @Nullable Object call(String... words) throws IOException {
        send(words);
        flush();
        return receive();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing can be done, and nothing depends on it.
            return;
        }
    }

    private void header(char type, int number) throws IOException {
        out.write(type);
        out.write(Integer.toString(number).getBytes(UTF_8));
        out.write('\r');
        out.write('\n');
    }

    private @Nullable String readString(int length) throws IOException {
        if (length < 0) {
            return null;
        }
        byte[] bytes = new byte[length];
        for (int done = 0; done < length; ) {
            int count = Math.min(length - done, available());
            System.arraycopy(input, inputAt, bytes, done, count);
            inputAt += count;
            done += count;
        }
        if (read() != '\r' || read() != '\n') {
            throw new IOException(NOT_THE_PROTOCOL);
        }
        return new String(bytes, UTF_8);
    }

    private @Nullable List<@Nullable Object> readList(int count) throws IOException {
        if (count < 0) {
            return null;
        }
        List<@Nullable Object> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(receive());
        }
        return list;
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder(16);
        byte b = read();
        while (b != '\r' && line.length() < LONGEST_LINE) {
            line.append((char) b);
            b = read();
        }
        if (read() != '\n' || line.isEmpty()) {
            throw new IOException(NOT_THE_PROTOCOL);
        }
        return line.toString();
    }

    private byte read() throws IOException {
        if (inputAt == inputEnd) {
            available();
        }
        return input[inputAt++];
    }

    /** Bytes in the buffer: at least one. */
    private int available() throws IOException {
        if (inputAt == inputEnd) {
            int count = in.read(input);
            if (count < 0) {
                throw new EOFException("the server closed the connection");
            }
            inputAt = 0;
            inputEnd = count;
        }
        return inputEnd - inputAt;
    }
}
