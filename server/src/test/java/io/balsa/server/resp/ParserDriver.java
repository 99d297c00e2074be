package io.balsa.server.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Feeds a parser and collects requests as lists of strings, one character a byte. */
final class ParserDriver {
    static final RequestLimits LIMITS = new RequestLimits(64, 1000, 4000, 200);

    private final RequestParser parser = new RequestParser(LIMITS);
    final List<List<String>> requests = new ArrayList<>();

    static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    static List<List<String>> parse(String text) throws ProtocolException {
        ParserDriver driver = new ParserDriver();
        driver.feed(bytes(text), 0, text.length());
        return driver.requests;
    }

    static List<List<String>> parseInPieces(byte[] input, Random random) throws ProtocolException {
        ParserDriver driver = new ParserDriver();
        int at = 0;
        while (at < input.length) {
            int piece = Math.min(input.length - at, 1 + random.nextInt(random.nextBoolean() ? 3 : 100));
            driver.feed(input, at, piece);
            at += piece;
        }
        return driver.requests;
    }

    void feed(byte[] input, int offset, int length) throws ProtocolException {
        int at = offset;
        while (at < offset + length) {
            parser.makeRoom();
            int count = Math.min(parser.bytes().length - parser.end(), offset + length - at);
            System.arraycopy(input, at, parser.bytes(), parser.end(), count);
            parser.received(count);
            at += count;
            while (parser.next()) {
                requests.add(words(parser.arguments()));
            }
        }
    }

    int bufferLength() {
        return parser.bytes().length;
    }

    private static List<String> words(Arguments arguments) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < arguments.count(); i++) {
            words.add(new String(arguments.bytes(), arguments.offset(i), arguments.length(i), ISO_8859_1));
        }
        return words;
    }
}
