package io.balsa.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every command by the bytes that go over the wire. */
class CommandsTest {
    private Served served;

    @BeforeEach
    void open() throws IOException {
        served = new Served();
    }

    @AfterEach
    void close() throws InterruptedException {
        served.close();
    }

    @Test
    void stringsAreSetAndRead() throws IOException {
        answers("+OK\r\n$1\r\nv\r\n$-1\r\n", "set k v", "get k", "get none");
        answers("$-1\r\n+OK\r\n$-1\r\n$1\r\na\r\n", "set n a xx", "set n a nx", "set n b nx", "set n c nx get");
        answers(":0\r\n:1\r\n", "setnx k x", "setnx fresh x");
        answers("$1\r\nv\r\n$1\r\nw\r\n$-1\r\n", "getset k w", "getdel k", "getdel k");
        answers("+OK\r\n*3\r\n$1\r\n1\r\n$-1\r\n$1\r\n2\r\n", "mset a 1 b 2", "mget a none b");
        answers(":3\r\n:6\r\n:6\r\n:0\r\n", "append s abc", "append s def", "strlen s", "strlen none");
    }

    @Test
    void numbersCount() throws IOException {
        answers(":1\r\n:11\r\n:10\r\n:3\r\n", "incr n", "incrby n 10", "decr n", "decrby n 7");
        answers(
                "+OK\r\n"
                        + "-ERR value is not an integer or out of range\r\n"
                        + "-ERR value is not an integer or out of range\r\n",
                "set t x",
                "incr t",
                "incrby n 1.5");
        answers(
                "+OK\r\n-ERR increment or decrement would overflow\r\n-ERR decrement would overflow\r\n",
                "set m 9223372036854775807",
                "incr m",
                "decrby m -9223372036854775808");
    }

    @Test
    void keysAreCountedDeletedAndListed() throws IOException {
        answers("+OK\r\n:2\r\n:2\r\n:2\r\n", "mset a 1 b 2", "dbsize", "exists a b c", "exists a a");
        answers("+string\r\n+none\r\n", "type a", "type none");
        answers("*1\r\n$1\r\na\r\n*2\r\n$1\r\n0\r\n*2\r\n$1\r\nb\r\n$1\r\na\r\n", "keys a*", "scan 0");
        answers("*2\r\n$1\r\n0\r\n*1\r\n$1\r\nb\r\n", "scan 0 match b count 100 type string");
        answers("*2\r\n$1\r\n0\r\n*0\r\n", "scan 0 type list");
        answers(":1\r\n+OK\r\n:0\r\n", "del a none", "flushall", "dbsize");
    }

    @Test
    void wrongUseIsToldInRedissWords() throws IOException {
        answers("-ERR wrong number of arguments for 'get' command\r\n", "get");
        answers("-ERR wrong number of arguments for 'mset' command\r\n", "mset a 1 b");
        answers("-ERR syntax error\r\n-ERR syntax error\r\n", "set k v nx xx", "set k v what");
        answers("-ERR invalid cursor\r\n-ERR syntax error\r\n", "scan x", "scan 0 count 0");
        answers("-ERR unknown command 'nonsense', with args beginning with: 'a' 'b' \r\n", "nonsense a b");
        answers("-ERR DB index is out of range\r\n", "select 1");
    }

    @Test
    void aNameIsTakenExactly() throws IOException {
        for (String name : new String[] {"\0get", "\0\0\0\0\0get", "get\0", "\0"}) {
            assertThat(served.say("*2\r\n$" + name.length() + "\r\n" + name + "\r\n$1\r\nk"))
                    .startsWith("-ERR unknown command '" + name + "'");
        }
    }

    @Test
    void whatIsNotSupportedIsRefusedNotIgnored() throws IOException {
        for (String option : new String[] {"ex 1", "px 1", "exat 1", "pxat 1", "keepttl"}) {
            assertThat(served.say("set k v " + option)).startsWith("-ERR expiry is not supported yet");
        }
        assertThat(served.say("get k")).isEqualTo("$-1\r\n");
        for (String command :
                new String[] {"multi", "exec", "expire k 1", "ttl k", "subscribe c", "lpush l 1", "auth x"}) {
            assertThat(served.say(command)).contains(" is not supported: ");
        }
    }

    @Test
    void theConnectionAnswersForItself() throws IOException {
        answers("+PONG\r\n$2\r\nhi\r\n$1\r\nx\r\n+OK\r\n", "ping", "ping hi", "echo x", "select 0");
        answers("$-1\r\n+OK\r\n$2\r\nme\r\n", "client getname", "client setname me", "client getname");
        answers("+OK\r\n+OK\r\n", "client setinfo lib-name x", "client no-evict on");
        assertThat(served.say("client list")).contains("id=").contains("cmd=client");
        answers("+OK\r\n", "quit", "ping");
        answers("+RESET\r\n", "reset");
    }

    @Test
    void theThirdVersionHasItsOwnNilAndMaps() throws IOException {
        String answer = served.say("get x", "hello 3", "get x", "hello 2", "get x");
        assertThat(answer).startsWith("$-1\r\n%7\r\n$6\r\nserver\r\n$5\r\nbalsa\r\n");
        assertThat(answer).contains("\r\n_\r\n*14\r\n").endsWith("$-1\r\n");
        answers("-NOPROTO unsupported protocol version\r\n", "hello 4");
    }

    @Test
    void theTableOfCommandsIsReal() throws IOException {
        int count = CommandTable.all().specs().size();
        answers(":" + count + "\r\n", "command count");
        assertThat(served.say("command")).startsWith("*" + count + "\r\n*10\r\n$6\r\nappend\r\n:3\r\n");
        assertThat(served.say("command info get nonsense"))
                .startsWith("*2\r\n*10\r\n$3\r\nget\r\n:2\r\n")
                .endsWith("$-1\r\n");
        assertThat(served.say("command docs set")).contains("summary").contains("string");
    }

    @Test
    void infoTellsAboutRaft() throws IOException {
        assertThat(served.say("set k v", "info raft").replace("+OK\r\n", ""))
                .contains("# Raft\r\n")
                .contains("role:leader\r\n")
                .contains("durability:memory\r\n")
                .contains("members:1@localhost:1\r\n")
                .contains("state_hash:");
        assertThat(served.say("info"))
                .contains("# Server")
                .contains("# Clients")
                .contains("db0:keys=1");
    }

    @Test
    void benchmarksFindTheSettingsTheyAskFor() throws IOException {
        answers(
                "*2\r\n$4\r\nsave\r\n$0\r\n\r\n*2\r\n$10\r\nappendonly\r\n$3\r\nyes\r\n",
                "config get save",
                "config get appendonly");
        assertThat(served.say("config set save x")).startsWith("-ERR CONFIG SET is not supported");
    }

    private void answers(String expected, String... lines) throws IOException {
        assertThat(served.say(lines)).isEqualTo(expected);
    }
}
