package dev.vestnik.system;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Packages of the tests of the whole system depend on each other in one direction only. */
@AnalyzeClasses(packages = "dev.vestnik.system")
class ArchitectureTest {

    /** A slice is one package, the base package included. */
    @ArchTest
    static final ArchRule packagesFormNoCircles =
            slices().matching("dev.vestnik.(**)").should().beFreeOfCycles();
}
