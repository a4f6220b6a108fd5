package dev.vestnik.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Packages form no circle, and the streams do not know the API. */
@AnalyzeClasses(packages = "dev.vestnik.engine", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packagesFormNoCircle =
            slices().matching("dev.vestnik.engine.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theRoomsOfTheStreamsFormNoCircle =
            slices().matching("dev.vestnik.engine.(streams.*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noRoomKnowsTheWholeHouse = noClasses()
            .that()
            .resideInAPackage("dev.vestnik.engine.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.vestnik.engine");

    @ArchTest
    static final ArchRule noRoomOfTheStreamsKnowsTheTopology = noClasses()
            .that()
            .resideInAPackage("dev.vestnik.engine.streams.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.vestnik.engine.streams");

    @ArchTest
    static final ArchRule theStreamsDoNotKnowTheApi = noClasses()
            .that()
            .resideInAPackage("dev.vestnik.engine.streams..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.vestnik.engine.authoring..",
                    "dev.vestnik.engine.support..",
                    "dev.vestnik.engine.access..",
                    "dev.vestnik.engine.peers..");
}
