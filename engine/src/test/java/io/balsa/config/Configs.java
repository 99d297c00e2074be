package io.balsa.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;

/** Small configurations for tests. */
final class Configs {
    /** The least that a node must say; three lines. */
    static final String MINIMAL = """
        balsa.cluster.name = test
        balsa.cluster.members = [ { id = 1, address = "127.0.0.1:9001" }, { id = 2, address = "127.0.0.1:9002" } ]
        balsa.node.id = 1
        """;

    private Configs() {}

    static BalsaConfig with(String more) {
        return BalsaConfig.parse(MINIMAL + more, "n.conf");
    }

    /** What is wrong with this text. */
    static List<String> errors(String hocon) {
        return catchThrowableOfType(ConfigException.class, () -> BalsaConfig.parse(hocon, "n.conf"))
                .errors();
    }

    /** What is wrong with these lines after the minimal three, the first of which is line 4. */
    static List<String> errorsWith(String more) {
        return errors(MINIMAL + more);
    }
}
