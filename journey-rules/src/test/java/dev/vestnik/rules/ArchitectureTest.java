package dev.vestnik.rules;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.vestnik.rules.decide.Branch;
import dev.vestnik.rules.decide.Delay;
import dev.vestnik.rules.decide.End;
import dev.vestnik.rules.decide.StepRegistry;
import dev.vestnik.rules.decide.WaitUntil;
import dev.vestnik.rules.journey.Step;
import java.io.File;
import java.net.Socket;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** The rules have no clock, no randomness, no input and output, and their packages form no circle. */
@AnalyzeClasses(packages = "dev.vestnik.rules", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packagesFormNoCircle =
            slices().matching("dev.vestnik.rules.(*)..").should().beFreeOfCycles();

    /** The runner of steps relies on it. */
    @ArchTest
    static final ArchRule everyStepHasRules = classes()
            .that()
            .implement(Step.class)
            .and()
            .areNotInterfaces()
            .should()
            .beAssignableTo("dev.vestnik.rules.decide.StepRules");

    /** What is there for all kinds of steps does not tell them apart. Of messages, gates and texts know more. */
    @ArchTest
    static final ArchRule onlyTheRegistryNamesTheKindsOfSteps = classes()
            .that(belongToAnyOf(Branch.class, Delay.class, End.class, WaitUntil.class))
            .should()
            .onlyHaveDependentClassesThat(
                    belongToAnyOf(Branch.class, Delay.class, End.class, WaitUntil.class, StepRegistry.class));

    @ArchTest
    static final ArchRule theRulesHaveNoClockAndNoRandomness = noClasses()
            .should()
            .callMethodWhere(target(name("now")).and(target(owner(resideInAPackage("java.time..")))))
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(InstantSource.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(RandomGenerator.class);

    @ArchTest
    static final ArchRule theRulesDoNoInputOrOutput = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net.http..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(File.class, Socket.class);
}
