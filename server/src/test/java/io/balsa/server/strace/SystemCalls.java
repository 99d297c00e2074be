package io.balsa.server.strace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The system calls in a file that strace wrote, in the order of their begins.
 *
 * <p>The number of a line serves as the time. strace holds a thread before and after each call until it has noted that, so
 * if a thread's call depended on the end of another thread's, their lines stand in that order.
 */
record SystemCalls(List<SystemCall> all) {
    private static final Pattern LINE = Pattern.compile("(\\d+) +(?:<\\.\\.\\. )?(\\w+)(?: resumed>|\\()(.*)");
    private static final Pattern RESULT = Pattern.compile(".*= (-?\\d+).*");
    private static final Pattern FILE = Pattern.compile("^\\d+<((?:\\\\x[0-9a-f]{2})*)>.*");
    private static final Pattern BYTES = Pattern.compile("\"((?:\\\\x[0-9a-f]{2})*)\"");
    /** The first segment; nothing here is long enough for a second, whose space is synced ahead all the same. */
    private static final String CYCLE_FILE = "/19700101-000001.cq4";

    private static final String UNFINISHED = "<unfinished ...>";

    /**
     * One call.
     *
     * @param begin number of the line on which the kernel was asked
     * @param end   number of the line on which it had answered
     * @param file  or socket that the call was about; empty when strace could not tell
     * @param bytes that were handed over or received; the beginning of them when they are many
     */
    record SystemCall(String name, int begin, int end, long result, String file, byte[] bytes) {
        /** Of what holds the records, not of a folder or of a note beside them. */
        boolean isJournalSync() {
            return (name.equals("fdatasync") || name.equals("fsync")) && result == 0 && file.endsWith(CYCLE_FILE);
        }

        boolean isReceive() {
            return (name.equals("read") || name.startsWith("recv")) && result > 0;
        }

        boolean isSend() {
            return (name.equals("write") || name.startsWith("send")) && result > 0;
        }
    }

    private record Begun(int line, String text) {}

    static SystemCalls parse(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        Map<String, Begun> unfinished = new HashMap<>();
        List<SystemCall> calls = new ArrayList<>();
        for (int number = 0; number < lines.size(); number++) {
            Matcher line = LINE.matcher(lines.get(number));
            if (!line.matches()) {
                continue;
            }
            String thread = line.group(1);
            String text = line.group(3);
            if (text.endsWith(UNFINISHED)) {
                unfinished.put(thread, new Begun(number, text));
                continue;
            }
            Begun begun = unfinished.remove(thread);
            int begin = begun == null ? number : begun.line;
            calls.add(call(line.group(2), begin, number, begun == null ? text : begun.text + text));
        }
        calls.sort((a, b) -> Integer.compare(a.begin, b.begin));
        return new SystemCalls(calls);
    }

    private static SystemCall call(String name, int begin, int end, String text) {
        Matcher result = RESULT.matcher(text);
        return new SystemCall(
                name,
                begin,
                end,
                result.matches() ? Long.parseLong(result.group(1)) : -1,
                new String(bytes(FILE.matcher(text)), UTF_8),
                bytes(BYTES.matcher(text)));
    }

    private static byte[] bytes(Matcher shown) {
        String hex = shown.find() ? shown.group(1).replace("\\x", "") : "";
        return HexFormat.of().parseHex(hex);
    }

    /** Whether a sync of the journal began after the first time and had succeeded before the second. */
    boolean isSyncedBetween(int after, int before) {
        return all.stream().anyMatch(call -> call.isJournalSync() && call.begin > after && call.end < before);
    }
}
