package io.balsa.config;

import static io.balsa.config.Configs.errors;
import static io.balsa.config.Configs.errorsWith;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ErrorsTest {
    @ParameterizedTest
    @CsvFileSource(resources = "errors.txt", delimiter = '|', quoteCharacter = '`')
    void everyErrorSaysWhereWhatAndWhatToDo(String line, String expected) {
        assertThat(errorsWith(line)).contains("n.conf:4: " + expected);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "member-errors.txt", delimiter = '|', quoteCharacter = '`')
    void everyErrorOfAMemberNamesTheMember(String second, String expected) {
        String members = "balsa.cluster.members = [\n{ id = 1, address = \"h:1\" }\n{ " + second + " }\n]\n";
        assertThat(errorsWith(members)).containsExactly("n.conf:6: " + expected);
    }

    @Test
    void allErrorsAreToldAtOnceInTheOrderOfTheFile() {
        assertThat(errors("""
            balsa {
              node.id = 9
              cluster.members = [ { id = 1, address = "h:1" } ]
              raft { heartbeat-interval = 50, window-messages = 0 }
              raft.unheard-of = true
              loop.park-max = 1us
            }
            """))
                .containsExactly(
                        "n.conf: balsa.cluster.name: is not set; add name = …",
                        "n.conf:2: balsa.node.id: 9 is not a member; use one of [1], or add the member",
                        "n.conf:4: balsa.raft.heartbeat-interval: 50 has no unit; add one, such as 50ms, 50s or 50us",
                        "n.conf:4: balsa.raft.window-messages: 0 is too small; use 1 to 65536",
                        "n.conf:5: balsa.raft.unheard-of: is not a known key; remove it, or put the module that has it"
                                + " on the class path",
                        "n.conf:6: balsa.loop.park-max: must be at least park-min, 20us; raise it");
    }

    @Test
    void anEmptyFileIsToldWhatEveryFileMustSay() {
        assertThat(errors(""))
                .containsExactly(
                        "n.conf: balsa.cluster.name: is not set; add name = …",
                        "n.conf: balsa.node.id: is not set; add id = …",
                        "n.conf: balsa.cluster.members: is not set; add members = …");
    }

    @Test
    void somethingElseInPlaceOfEverythingIsOneOfTheErrors() {
        assertThat(errors("balsa = 5")).contains("n.conf:1: balsa: is a section; write balsa { key = value }");
    }

    @Test
    void ruleSaysNothingOnceOneOfItsValuesWasRejected() {
        assertThat(errorsWith("balsa.raft { election-timeout = 20, heartbeat-interval = 1s }"))
                .containsExactly(
                        "n.conf:4: balsa.raft.election-timeout: 20 has no unit; add one, such as 20ms, 20s or 20us");
    }

    @Test
    void ruleAboutADefaultNamesTheLineOfTheOtherValue() {
        assertThat(errorsWith("balsa.raft.election-timeout = 60ms"))
                .containsExactly("n.conf:4: balsa.raft.heartbeat-interval: must be less than half of election-timeout,"
                        + " or one lost heartbeat starts an election; use less than 30ms");
    }

    @Test
    void messageIsTheListOfErrors() {
        ConfigException e = new ConfigException(java.util.List.of("a: b", "c: d"));
        assertThat(e).hasMessage("a: b\nc: d");
    }

    @Test
    void keysOfTheEmbedderAreNoneOfOurBusiness() {
        assertThat(Configs.with("counter { step = 5 }\nserver = 1").raft()).isNotNull();
    }

    @Test
    void valueOfWithIsSaidToBeAnOverride() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> Configs.with("").with("balsa.raft.window-messages = 0")))
                .hasMessage("override:1: balsa.raft.window-messages: 0 is too small; use 1 to 65536");
    }
}
