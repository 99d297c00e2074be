package io.balsa.simulator;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The simulator drives the engine and the record log, and nothing of it depends on threads, real time or real files. */
class ImportsTest {
    private static final JavaClasses SIMULATOR =
            new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages("io.balsa.simulator");

    @Test
    void itSeesNoRealDiskNorNetwork() {
        classes()
                .that()
                .resideInAPackage("io.balsa.simulator..")
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("io.balsa..")
                        .or(resideInAnyPackage(
                                "io.balsa.simulator..",
                                "io.balsa.api",
                                "io.balsa.codec",
                                "io.balsa.spi",
                                "io.balsa.config",
                                "io.balsa.core",
                                "io.balsa.node",
                                "io.balsa.client",
                                "io.balsa.journal")))
                .check(SIMULATOR);
    }

    @Test
    void theMachineKnowsNothingOfWhatIsBuiltOnIt() {
        noClasses()
                .that()
                .resideInAnyPackage("io.balsa.simulator.machine", "io.balsa.simulator.trace")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.balsa.simulator")
                .check(SIMULATOR);
    }

    @Test
    void chanceAndTimeAreItsOwn() {
        // The command runs simulations on threads; the judges of histories come after them.
        noClasses()
                .that()
                .resideOutsideOfPackages("io.balsa.simulator.cli", "io.balsa.simulator.history")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.util.random..", "java.util.concurrent.."))
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "identityHashCode", Object.class)
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, java.util.Random.class, java.util.HashMap.class, java.util.HashSet.class)
                .check(SIMULATOR);
    }
}
