package io.balsa.server.resp;

/**
 * Cuts a stream of bytes into requests: arrays of bulk strings, and lines typed by a person. Holds the input itself: write at
 * {@link #end()} into {@link #bytes()}, say {@link #received}, then take requests with {@link #next} until there is none.
 * Resumes where it stopped, so that a request in many pieces costs no more than one in a single piece. Every length is checked
 * before memory is taken for it, and memory grows only with what has really arrived. Not thread safe.
 */
public final class RequestParser {
    private static final int INITIAL_LENGTH = 16 * 1024;
    /** Sign, ten digits, line end: longer is no header. */
    private static final int LONGEST_HEADER = 32;

    private final RequestLimits limits;
    private final Arguments arguments = new Arguments();
    private byte[] bytes = new byte[INITIAL_LENGTH];
    private int start;
    private int end;
    /** How far the present request has been read, from {@code start}. */
    private int position;
    /** How far the search for the end of an inline request has come, from {@code start}. */
    private int scanned;
    /** Arguments that the present request announced; -1 before its header. */
    private int wanted = -1;
    /** Length of the bulk string being read; -1 before its header. */
    private int bulkLength = -1;

    public RequestParser(RequestLimits limits) {
        this.limits = limits;
    }

    /** The input buffer; changes with {@link #makeRoom}. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where input goes. */
    public int end() {
        return end;
    }

    /** Makes room for input behind {@link #end()}. Invalidates the arguments. */
    public void makeRoom() {
        if (start == end) {
            start = 0;
            end = 0;
            if (bytes.length > INITIAL_LENGTH) {
                bytes = new byte[INITIAL_LENGTH];
            }
        } else if (end == bytes.length) {
            int length = end - start;
            byte[] target = length > bytes.length / 2 ? new byte[2 * bytes.length] : bytes;
            System.arraycopy(bytes, start, target, 0, length);
            bytes = target;
            start = 0;
            end = length;
        }
    }

    /** Says that input was written at {@link #end()}. */
    public void received(int length) {
        end += length;
    }

    /** The request that {@link #next} found. */
    public Arguments arguments() {
        return arguments;
    }

    /** Bytes received that belong to no finished request yet. */
    public int pending() {
        return end - start;
    }

    /**
     * Looks for the next whole request. Empty ones are skipped, as Redis does.
     *
     * @return whether {@link #arguments()} is one
     * @throws ProtocolException when the input cannot be understood; the parser is of no use any more
     */
    public boolean next() throws ProtocolException {
        while (start < end) {
            if (position == 0) {
                arguments.clear();
            }
            boolean complete = bytes[start] == '*' ? readArray() : readInline();
            if (!complete) {
                return false;
            }
            arguments.bytes = bytes;
            arguments.start = start;
            start += position;
            position = 0;
            scanned = 0;
            wanted = -1;
            if (arguments.count() > 0) {
                return true;
            }
        }
        return false;
    }

    private boolean readArray() throws ProtocolException {
        if (wanted < 0) {
            int lineEnd = headerEnd("too big mbulk count string");
            if (lineEnd < 0) {
                return false;
            }
            long announced = number(lineEnd, "invalid multibulk length");
            if (announced > limits.maxArguments()) {
                throw new ProtocolException("invalid multibulk length");
            }
            wanted = (int) Math.max(0, announced);
        }
        while (arguments.count() < wanted) {
            if (!readBulk()) {
                return false;
            }
        }
        return true;
    }

    private boolean readBulk() throws ProtocolException {
        if (bulkLength < 0 && !readBulkHeader()) {
            return false;
        }
        if (end - start - position < bulkLength + 2) {
            return false;
        }
        int after = start + position + bulkLength;
        if (bytes[after] != '\r' || bytes[after + 1] != '\n') {
            throw new ProtocolException("expected CRLF after bulk string");
        }
        arguments.add(position, bulkLength);
        position += bulkLength + 2;
        bulkLength = -1;
        return true;
    }

    private boolean readBulkHeader() throws ProtocolException {
        if (start + position == end) {
            return false;
        }
        byte first = bytes[start + position];
        if (first != '$') {
            throw new ProtocolException("expected '$', got '" + (first > 31 && first < 127 ? (char) first : '?') + "'");
        }
        int lineEnd = headerEnd("too big bulk count string");
        if (lineEnd < 0) {
            return false;
        }
        long length = number(lineEnd, "invalid bulk length");
        if (length < 0 || length > limits.maxBulkLength()) {
            throw new ProtocolException("invalid bulk length");
        }
        if (position + length + 2 > limits.maxRequestLength()) {
            throw new ProtocolException("request longer than " + limits.maxRequestLength() + " bytes");
        }
        bulkLength = (int) length;
        return true;
    }

    /** Where the CR of the header at {@code position} lies in the buffer; -1 when it has not arrived. */
    private int headerEnd(String tooLong) throws ProtocolException {
        int from = start + position;
        int to = Math.min(end - 1, from + LONGEST_HEADER);
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
                return i;
            }
        }
        if (end - from > LONGEST_HEADER) {
            throw new ProtocolException(tooLong);
        }
        return -1;
    }

    /** Reads the number between the header's first byte and its line end, and moves behind it. */
    private long number(int lineEnd, String message) throws ProtocolException {
        int i = start + position + 1;
        boolean negative = i < lineEnd && bytes[i] == '-';
        if (negative) {
            i++;
        }
        if (i == lineEnd || lineEnd - i > 10) {
            throw new ProtocolException(message);
        }
        long number = 0;
        for (; i < lineEnd; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new ProtocolException(message);
            }
            number = number * 10 + digit;
        }
        position = lineEnd + 2 - start;
        return negative ? -number : number;
    }

    private boolean readInline() throws ProtocolException {
        int limit = Math.min(end, start + limits.maxInlineLength());
        int i = start + scanned;
        while (i < limit && bytes[i] != '\n') {
            i++;
        }
        scanned = i - start;
        if (i == limit) {
            if (limit < end) {
                throw new ProtocolException("too big inline request");
            }
            return false;
        }
        int lineEnd = i > start && bytes[i - 1] == '\r' ? i - 1 : i;
        InlineWords.split(bytes, start, lineEnd, arguments);
        if (arguments.count() > limits.maxArguments()) {
            throw new ProtocolException("too many words in inline request");
        }
        position = i + 1 - start;
        return true;
    }
}
