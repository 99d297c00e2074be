package io.balsa.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {
    @TempDir
    Path directory;

    @Test
    void fileAndLineAreNamedAlsoForIncludedFiles() throws IOException {
        Path common = write("common.conf", "\nbalsa.raft.window-messages = 0\n");
        Path node =
                write("node.conf", "include required(\"common.conf\")\n" + Configs.MINIMAL + "balsa.loop.cpu = x\n");
        assertFails(
                node,
                common + ":2: balsa.raft.window-messages: 0 is too small; use 1 to 65536\n" + node
                        + ":5: balsa.loop.cpu: \"x\" is not a whole number; write one such as 1024");
    }

    @Test
    void includedValuesCount() throws IOException {
        write("common.conf", Configs.MINIMAL);
        Path node = write("node.conf", "include required(\"common.conf\")\nbalsa.node.id = 2\n");
        assertThat(BalsaConfig.load(node).cluster().nodeId()).isEqualTo(2);
    }

    @Test
    void requiredIncludeThatIsMissingIsNamed() throws IOException {
        Path node = write("node.conf", "include required(\"common.conf\")\n");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> BalsaConfig.load(node))
                .withMessageContaining("common.conf");
    }

    @Test
    void syntaxErrorNamesFileAndLine() throws IOException {
        Path node = write("node.conf", "balsa {\n  raft { x = 1 : 2 }\n}\n");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> BalsaConfig.load(node))
                .withMessageStartingWith(node + ":2: ")
                .withMessageContaining("got ':'")
                .withMessageEndingWith("check braces, quotes and commas up to this line");
    }

    @Test
    void substitutionWithoutAValueNamesFileAndLine() throws IOException {
        Path node = write("node.conf", "\nbalsa.node.id = ${NO_SUCH_VARIABLE_ANYWHERE}\n");
        assertFails(
                node,
                node + ":2: Could not resolve substitution to a value: ${NO_SUCH_VARIABLE_ANYWHERE};"
                        + " set it, or write ${?…} when it may be missing");
    }

    @Test
    void sectionsOfModulesThatAreNotThereAreNamed() {
        Path node = Path.of(System.getProperty("repository.root"), "server", "examples", "node1.conf");
        String absent = "is not a known key; remove it, or put the module that has it on the class path";
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> BalsaConfig.load(node))
                .withMessageMatching("\\Q" + node + "\\E:\\d+: balsa\\.journal: " + absent + "\n\\Q" + node
                        + "\\E:\\d+: balsa\\.server: " + absent);
    }

    @Test
    void missingFileIsNamed() {
        Path node = directory.resolve("node.conf");
        assertFails(node, node + ": no such file; name the configuration file of this node");
    }

    @Test
    void directoryIsNoFile() {
        assertFails(directory, directory + ": is a directory; name the configuration file in it");
    }

    @Test
    void systemPropertyGoesOverTheFile() throws IOException {
        Path node = write("node.conf", Configs.MINIMAL);
        withProperty(
                "balsa.node.id",
                "2",
                () -> assertThat(BalsaConfig.load(node).cluster().nodeId()).isEqualTo(2));
    }

    @Test
    void wrongSystemPropertyIsAnError() throws IOException {
        Path node = write("node.conf", Configs.MINIMAL);
        withProperty(
                "balsa.node.idd",
                "2",
                () -> assertFails(
                        node, "system property: balsa.node.idd: is not a known key; did you mean \"balsa.node.id\"?"));
    }

    @Test
    void textIsNotAffectedBySystemProperties() {
        withProperty(
                "balsa.node.id",
                "2",
                () -> assertThat(Configs.with("").cluster().nodeId()).isEqualTo(1));
    }

    private static void withProperty(String name, String value, Runnable check) {
        System.setProperty(name, value);
        try {
            check.run();
        } finally {
            System.clearProperty(name);
        }
    }

    private static void assertFails(Path file, String message) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> BalsaConfig.load(file))
                .withMessage(message);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
