package dev.vestnik.sender;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Packages of the sender runtime depend on each other in one direction only. */
@AnalyzeClasses(packages = "dev.vestnik.sender", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** A slice is one package, the base package included. */
    @ArchTest
    static final ArchRule packagesFormNoCircles =
            slices().matching("dev.vestnik.(**)").should().beFreeOfCycles();
}
