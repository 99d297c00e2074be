package io.balsa.server.kv;

import static io.balsa.server.kv.StoreDriver.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KeyValueStoreTest {
    private final StoreDriver store = new StoreDriver(1024);

    @Test
    void valuesAndKeysAreBinarySafe() {
        String key = "\0\r\n\u00ff";
        assertThat(store.set(key, "\u00fe\0")).isEqualTo("OK");
        assertThat(store.get(key)).isEqualTo("\u00fe\0");
        assertThat(store.get("\0\r\n")).isEqualTo("nil");
        assertThat(store.set("", "empty key")).isEqualTo("OK");
        assertThat(store.get("")).isEqualTo("empty key");
    }

    @Test
    void setObeysItsConditionsAndReturnsTheOldValue() {
        assertThat(store.set("k", "1", Operation.IF_PRESENT)).isEqualTo("nil");
        assertThat(store.set("k", "1", Operation.IF_ABSENT)).isEqualTo("OK");
        assertThat(store.set("k", "2", Operation.IF_ABSENT)).isEqualTo("nil");
        assertThat(store.set("k", "3", Operation.IF_ABSENT | Operation.RETURN_OLD))
                .isEqualTo("1");
        assertThat(store.set("k", "4", Operation.RETURN_OLD)).isEqualTo("1");
        assertThat(store.set("new", "5", Operation.RETURN_OLD)).isEqualTo("nil");
        assertThat(store.get("k")).isEqualTo("4");
    }

    @Test
    void countersCountRefuseTextAndDoNotOverflow() {
        assertThat(store.add("n", 5)).isEqualTo("(5)");
        assertThat(store.add("n", -7)).isEqualTo("(-2)");
        store.set("text", "1x");
        assertThat(store.add("text", 1)).isEqualTo("not an integer");
        store.set("max", Long.toString(Long.MAX_VALUE));
        assertThat(store.add("max", 1)).isEqualTo("overflow");
        assertThat(store.get("max")).isEqualTo(Long.toString(Long.MAX_VALUE));
        store.set("min", Long.toString(Long.MIN_VALUE));
        assertThat(store.add("min", -1)).isEqualTo("overflow");
        assertThat(store.add("min", Long.MAX_VALUE)).isEqualTo("(-1)");
    }

    @Test
    void appendStopsAtTheLimitThatTheCommandCarries() {
        assertThat(store.append("a", "abc", 5)).isEqualTo("(3)");
        assertThat(store.append("a", "def", 5)).isEqualTo("too long");
        assertThat(store.append("a", "de", 5)).isEqualTo("(5)");
        assertThat(store.get("a")).isEqualTo("abcde");
        assertThat(store.append("new", "abcdef", 5)).isEqualTo("too long");
        assertThat(store.get("new")).isEqualTo("nil");
    }

    @Test
    void aListOfKeysCountsEachMention() {
        store.set("a", "1");
        store.set("b", "2");
        store.keys(Operation.COUNT_EXISTING, "a", "a", "x");
        assertThat(store.query()).isEqualTo("(2)");
        store.keys(Operation.GET_MANY, "a", "x", "b", "a");
        assertThat(store.query()).isEqualTo("[1, nil, 2, 1]");
        assertThat(store.delete("a", "a", "x")).isEqualTo("(1)");
    }

    @Test
    void aMalformedRequestChangesNothing() {
        store.set("k", "v");
        long hash = store.store.stateHash();
        store.begin(Operation.SET_MANY)
                .putVarint(2)
                .putBlob(bytes("k"))
                .putBlob(bytes("changed"))
                .putBlob(bytes("x"));
        assertThat(store.apply()).isEqualTo("malformed");
        store.begin(Operation.DELETE).putVarint(1).putBlob(bytes("k")).putByte(0);
        assertThat(store.apply()).isEqualTo("malformed");
        store.begin((byte) 0x3f);
        assertThat(store.apply()).isEqualTo("malformed");
        assertThat(store.store.stateHash()).isEqualTo(hash);
    }

    @Test
    void aQueryNeverWrites() {
        store.begin(Operation.SET).putByte(0).putBlob(bytes("k")).putBlob(bytes("v"));
        assertThat(store.query()).isEqualTo("malformed");
        assertThat(store.get("k")).isEqualTo("nil");
    }

    @Test
    void aReadInTheLogAnswersLikeAQuery() {
        store.set("k", "v");
        store.begin(Operation.GET).putBlob(bytes("k"));
        assertThat(store.apply()).isEqualTo("v");
    }

    @Test
    void randomBytesNeverThrow() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            byte[] request = new byte[random.nextInt(24)];
            random.nextBytes(request);
            if (request.length > 0) {
                request[0] = (byte) (random.nextBoolean() ? random.nextInt(9) : 0x40 + random.nextInt(9));
            }
            assertThat(store.applied(request)).isNotEmpty();
            assertThat(store.queried(request)).isNotEmpty();
        }
    }

    @Test
    void anAnswerBeyondTheLimitIsRefused() {
        StoreDriver small = new StoreDriver(32);
        small.set("k", "x".repeat(100));
        assertThat(small.get("k")).isEqualTo("answer too large");
        small.keys(Operation.GET_MANY, "k");
        assertThat(small.query()).isEqualTo("answer too large");
    }

    @Test
    void aValueThatCannotBeToldIsNeitherReplacedNorDeleted() {
        store.set("k", "12345");
        long hash = store.store.stateHash();
        assertThat(store.getAndDelete("k", 4)).isEqualTo("old too long");
        assertThat(store.set("k", "new", Operation.RETURN_OLD, 4)).isEqualTo("old too long");
        assertThat(store.get("k")).isEqualTo("12345");
        assertThat(store.store.stateHash()).isEqualTo(hash);
        assertThat(store.set("k", "new", Operation.RETURN_OLD, 5)).isEqualTo("12345");
        assertThat(store.getAndDelete("k", 5)).isEqualTo("new");
        assertThat(store.getAndDelete("k", 5)).isEqualTo("nil");
    }

    @Test
    void replicasWithDifferentLimitsOfTheirOwnStayEqual() {
        StoreDriver small = new StoreDriver(32);
        for (StoreDriver replica : List.of(store, small)) {
            replica.set("a", "x".repeat(100));
            replica.getAndDelete("a", 200);
            replica.set("b", "y".repeat(100));
            replica.set("b", "z", Operation.RETURN_OLD, 200);
        }
        assertThat(small.store.stateHash()).isEqualTo(store.store.stateHash());
    }

    @Test
    void theStateHashDependsOnTheStateAlone() {
        Map<String, String> model = new HashMap<>();
        Random random = new Random(3);
        for (int i = 0; i < 50_000; i++) {
            String key = "key" + random.nextInt(400);
            switch (random.nextInt(4)) {
                case 0 -> {
                    store.delete(key);
                    model.remove(key);
                }
                case 1 -> {
                    if (store.append(key, "+", 12).startsWith("(")) {
                        model.merge(key, "+", String::concat);
                    }
                }
                default -> {
                    String value = "v".repeat(random.nextInt(8)) + random.nextInt(100);
                    store.set(key, value);
                    model.put(key, value);
                }
            }
        }
        StoreDriver direct = new StoreDriver(1024);
        new TreeSet<>(model.keySet()).forEach(key -> direct.set(key, model.get(key)));
        assertThat(store.store.stateHash()).isEqualTo(direct.store.stateHash());
        model.forEach((key, value) -> assertThat(store.get(key)).isEqualTo(value));
        assertThat(store.store.keyspace().keys()).isEqualTo(model.size());

        direct.set(model.keySet().iterator().next(), "other");
        assertThat(store.store.stateHash()).isNotEqualTo(direct.store.stateHash());
    }

    @Test
    void exchangedValuesGiveAnotherHash() {
        store.set("a", "1");
        store.set("b", "2");
        long before = store.store.stateHash();
        store.set("a", "2");
        store.set("b", "1");
        assertThat(store.store.stateHash()).isNotEqualTo(before);
        store.begin(Operation.CLEAR);
        store.apply();
        assertThat(store.store.stateHash()).isEqualTo(new StoreDriver(64).store.stateHash());
    }

    @Test
    void aScanReturnsWhatIsThereThroughoutWhileOthersComeAndGo() {
        Random random = new Random(11);
        for (int i = 0; i < 1000; i++) {
            store.set("stay" + i, "v");
        }
        List<String> seen = new ArrayList<>();
        long cursor = 0;
        do {
            cursor = store.scan(cursor, 7, "*", seen);
            for (int i = 0; i < 20; i++) {
                store.set("come" + random.nextInt(3000), "v");
                store.delete("come" + random.nextInt(3000));
            }
        } while (cursor != 0);
        assertThat(seen).doesNotHaveDuplicates();
        for (int i = 0; i < 1000; i++) {
            assertThat(seen).contains("stay" + i);
        }
    }

    @Test
    void aScanLooksAtNoMoreKeysThanTheLimit() {
        for (int i = 0; i < StoreDriver.MAX_SCAN + 1; i++) {
            store.set("k" + i, "v");
        }
        List<String> seen = new ArrayList<>();
        assertThat(store.scan(0, Integer.MAX_VALUE, "*", seen)).isNotZero();
        assertThat(seen).hasSize(StoreDriver.MAX_SCAN);
    }

    @Test
    void aScanEndsAndSelectsByPattern() {
        for (int i = 0; i < 50; i++) {
            store.set("user:" + i, "v");
            store.set("item:" + i, "v");
        }
        List<String> seen = new ArrayList<>();
        long cursor = 0;
        do {
            cursor = store.scan(cursor, 10, "user:*", seen);
        } while (cursor != 0);
        assertThat(seen).hasSize(50).allMatch(key -> key.startsWith("user:"));
        store.begin(Operation.KEYS).putBlob(bytes("item:4?"));
        assertThat(store.query())
                .isEqualTo(
                        "[item:40, item:41, item:42, item:43, item:44, item:45, item:46, item:47, item:48, item:49]");
    }
}
