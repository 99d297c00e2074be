package io.balsa.server.resp;

import static io.balsa.server.resp.ParserDriver.bytes;
import static io.balsa.server.resp.ParserDriver.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestParserTest {
    @Test
    void takesArraysOfBinaryStrings() throws Exception {
        assertThat(parse("*2\r\n$3\r\nGET\r\n$4\r\n\r\n\0\u00ff\r\n*1\r\n$0\r\n\r\n"))
                .containsExactly(List.of("GET", "\r\n\0\u00ff"), List.of(""));
    }

    @Test
    void skipsEmptyRequests() throws Exception {
        assertThat(parse("*0\r\n*-1\r\n\r\n\n   \r\n*1\r\n$4\r\nPING\r\n")).containsExactly(List.of("PING"));
    }

    @Test
    void takesLinesTypedByAPerson() throws Exception {
        assertThat(parse("set  k v\r\nping\nset k \"a b\\x41\\n\\\"\" 'it\\'s \\n'\r\n"))
                .containsExactly(
                        List.of("set", "k", "v"), List.of("ping"), List.of("set", "k", "a bA\n\"", "it's \\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "*x\\r\\n, invalid multibulk length",
        "*\\r\\n, invalid multibulk length",
        "*65\\r\\n, invalid multibulk length",
        "*99999999999\\r\\n, invalid multibulk length",
        "*18446744073709551617\\r\\n, invalid multibulk length",
        "*-18446744073709551615\\r\\n, invalid multibulk length",
        "*1\\r\\n:1\\r\\n, 'expected ''$'', got '':'''",
        "*1\\r\\n$-1\\r\\n, invalid bulk length",
        "*1\\r\\n$1001\\r\\n, invalid bulk length",
        "*1\\r\\n$1x\\r\\n, invalid bulk length",
        "*1\\r\\n$18446744073709551617\\r\\n, invalid bulk length",
        "*1\\r\\n$1\\r\\nabc, expected CRLF after bulk string",
        "get \"x\\r\\n, unbalanced quotes in request",
        "get \"x\"y\\r\\n, unbalanced quotes in request",
    })
    void saysWhatIsWrong(String input, String message) {
        assertThatThrownBy(() -> parse(input.replace("\\r", "\r").replace("\\n", "\n")))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("Protocol error: " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "*1\r\n$", "x"})
    void aHeaderThatDoesNotEndIsRefused(String begin) {
        assertThatThrownBy(() -> parse(begin + "1".repeat(300))).isInstanceOf(ProtocolException.class);
    }

    @Test
    void aRequestIsLimitedAsAWhole() {
        String five = "*5\r\n" + ("$900\r\n" + "v".repeat(900) + "\r\n").repeat(5);
        assertThatThrownBy(() -> parse(five)).hasMessage("Protocol error: request longer than 4000 bytes");
    }

    @Test
    void anAnnouncedLengthTakesNoMemory() throws Exception {
        ParserDriver driver = new ParserDriver();
        int before = driver.bufferLength();
        byte[] start = bytes("*64\r\n$1000\r\nabc");
        driver.feed(start, 0, start.length);
        assertThat(driver.bufferLength()).isEqualTo(before);
    }

    @Test
    void piecesMakeNoDifference() throws Exception {
        Random random = new Random(5);
        for (int round = 0; round < 300; round++) {
            List<List<String>> expected = new ArrayList<>();
            byte[] input = randomRequests(random, expected);
            assertThat(ParserDriver.parseInPieces(input, random)).isEqualTo(expected);
        }
    }

    @Test
    void mutatedAndRandomBytesEndInRequestsOrInAProtocolException() {
        Random random = new Random(9);
        for (int round = 0; round < 20_000; round++) {
            byte[] input = randomRequests(random, new ArrayList<>());
            if (round % 4 == 0) {
                random.nextBytes(input);
            }
            for (int i = random.nextInt(4); i >= 0; i--) {
                input[random.nextInt(input.length)] = (byte) "*$\r\n0-19 \"'\\x".charAt(random.nextInt(13));
            }
            try {
                List<List<String>> requests = ParserDriver.parseInPieces(input, random);
                assertThat(requests).allMatch(request -> !request.isEmpty());
            } catch (ProtocolException expected) {
                assertThat(expected).hasMessageStartingWith("Protocol error: ");
            }
        }
    }

    private static byte[] randomRequests(Random random, List<List<String>> into) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            List<String> words = new ArrayList<>();
            int count = 1 + random.nextInt(4);
            out.writeBytes(bytes("*" + count + "\r\n"));
            for (int w = 0; w < count; w++) {
                byte[] word = new byte[random.nextInt(random.nextInt(10) == 0 ? 700 : 20)];
                random.nextBytes(word);
                words.add(new String(word, java.nio.charset.StandardCharsets.ISO_8859_1));
                out.writeBytes(bytes("$" + word.length + "\r\n"));
                out.writeBytes(word);
                out.writeBytes(bytes("\r\n"));
            }
            into.add(words);
        }
        return out.toByteArray();
    }
}
