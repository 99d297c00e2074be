package io.balsa.server.resp;

/**
 * Splits a typed line into words as Redis does: blanks separate, double quotes know escapes ({@code \n \r \t \b \a \xHH}),
 * single quotes know {@code \'} only, and a closing quote must be followed by a blank. Words are unescaped in place, which
 * never makes them longer.
 */
final class InlineWords {
    private final byte[] bytes;
    private final int end;
    private int from;
    private int to;

    private InlineWords(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.from = start;
        this.to = start;
        this.end = end;
    }

    static void split(byte[] bytes, int start, int end, Arguments into) throws ProtocolException {
        InlineWords words = new InlineWords(bytes, start, end);
        while (words.skipBlanks()) {
            int wordStart = words.to;
            words.word();
            into.add(wordStart - start, words.to - wordStart);
        }
    }

    private boolean skipBlanks() {
        while (from < end && isBlank(bytes[from])) {
            from++;
        }
        to = from;
        return from < end;
    }

    private void word() throws ProtocolException {
        while (from < end && !isBlank(bytes[from])) {
            byte b = bytes[from++];
            if (b == '"' || b == '\'') {
                quoted(b);
            } else {
                bytes[to++] = b;
            }
        }
    }

    private void quoted(byte quote) throws ProtocolException {
        while (from < end) {
            byte b = bytes[from++];
            if (b == quote) {
                if (from < end && !isBlank(bytes[from])) {
                    break;
                }
                return;
            }
            bytes[to++] = b == '\\' ? escaped(quote) : b;
        }
        throw new ProtocolException("unbalanced quotes in request");
    }

    private byte escaped(byte quote) {
        if (from == end) {
            return '\\';
        }
        if (quote == '\'') {
            return bytes[from] == '\'' ? bytes[from++] : (byte) '\\';
        }
        if (bytes[from] == 'x' && from + 2 < end) {
            int high = Character.digit(bytes[from + 1], 16);
            int low = Character.digit(bytes[from + 2], 16);
            if (high >= 0 && low >= 0) {
                from += 3;
                return (byte) (high << 4 | low);
            }
        }
        byte b = bytes[from++];
        return switch (b) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'a' -> 7;
            default -> b;
        };
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b >= '\t' && b <= '\r' || b == 0;
    }
}
