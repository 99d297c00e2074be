package io.balsa.tidy;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Imports run one way inside the engine, and the core is a function of events. */
class ArchitectureTest {
    private static final JavaClasses ENGINE =
            new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages("io.balsa");

    @ParameterizedTest(name = "{0} imports only: {1}")
    @CsvSource({
        "api, ''",
        "codec, ''",
        "config, api",
        "spi, api codec",
        "core, api codec config spi",
        "node, api codec config spi core",
        "client, api codec config spi core node"
    })
    void importsRunOneWay(String name, String allowed) {
        String[] packages =
                ("io.balsa." + name + ".. " + packages(allowed)).trim().split(" ");
        classes()
                .that()
                .resideInAPackage("io.balsa." + name + "..")
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("io.balsa..").or(resideInAnyPackage(packages)))
                .allowEmptyShould(true)
                .check(ENGINE);
    }

    @Test
    void coreOwnsNoThreadClockSocketFileLoggerOrRandomSource() {
        noClasses()
                .that()
                .resideInAPackage("io.balsa.core..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.io..",
                        "java.nio.file..",
                        "java.nio.channels..",
                        "java.net..",
                        "java.time..",
                        "java.util.concurrent..",
                        "java.util.logging..",
                        "java.util.random.."))
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, System.Logger.class, Random.class)
                .allowEmptyShould(true)
                .check(ENGINE);
    }

    @Test
    void anEmbedderStartsFromTwoClasses() {
        assertThat(ENGINE.stream()
                        .filter(type -> type.getPackageName().equals("io.balsa") && type.isTopLevelClass())
                        .map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrder("RaftNode", "RaftClient", "package-info");
    }

    private static String packages(String names) {
        return names.isEmpty() ? "" : "io.balsa." + names.replace(" ", ".. io.balsa.") + "..";
    }
}
