package io.balsa.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Imports between modules run one way. It stands here because only the server sees them all. */
class ModulesTest {
    private static final ImportOption NO_TEST_JARS = location -> !location.contains("-tests.jar");
    private static final JavaClasses ALL = new ClassFileImporter(
                    List.of(new ImportOption.DoNotIncludeTests(), NO_TEST_JARS))
            .importPackages("io.balsa");

    @ParameterizedTest
    @ValueSource(strings = {"io.balsa.journal..", "io.balsa.transport.."})
    void adaptersSeeOnlyThePorts(String adapter) {
        classes()
                .that()
                .resideInAPackage(adapter)
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("io.balsa..")
                        .or(resideInAnyPackage(
                                adapter, "io.balsa.api..", "io.balsa.spi..", "io.balsa.codec..", "io.balsa.config..")))
                .allowEmptyShould(true)
                .check(ALL);
    }

    @ParameterizedTest(name = "only {0} sees {1}")
    @CsvSource({
        "io.balsa.journal.., net.openhft..",
        "io.balsa.transport.., io.aeron..",
        "io.balsa.server.., org.slf4j.."
    })
    void oneModuleSeesEachLibrary(String module, String library) {
        noClasses()
                .that()
                .resideOutsideOfPackage(module)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .allowEmptyShould(true)
                .check(ALL);
    }

    @Test
    void engineSeesNoOtherModule() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.balsa.journal..", "io.balsa.transport..", "io.balsa.server..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.balsa.journal..", "io.balsa.transport..", "io.balsa.server..")
                .allowEmptyShould(true)
                .check(ALL);
    }
}
