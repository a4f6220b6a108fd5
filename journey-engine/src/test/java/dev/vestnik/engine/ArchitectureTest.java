package dev.vestnik.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;

/** The rules are pure, and the edges know the rules, never the other way round. */
@AnalyzeClasses(packages = "dev.vestnik.engine", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] CORE = {
        "dev.vestnik.engine.decide..",
        "dev.vestnik.engine.customer..",
        "dev.vestnik.engine.journey..",
        "dev.vestnik.engine.condition..",
        "dev.vestnik.engine.template..",
        "dev.vestnik.engine.event.."
    };

    @ArchTest
    static final ArchRule theRulesKnowNeitherKafkaNorSpring = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..", "org.springframework..", "reactor..", "io.micrometer..", "java.net.http..");

    @ArchTest
    static final ArchRule theRulesKnowNoAvroRecords = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.vestnik.engine.decide..", "dev.vestnik.engine.customer..", "dev.vestnik.engine.event..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.avro..",
                    "dev.vestnik.schemas.shop..",
                    "dev.vestnik.schemas.message..",
                    "dev.vestnik.schemas.engine..");

    @ArchTest
    static final ArchRule theRulesHaveNoClock = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(InstantSource.class);

    @ArchTest
    static final ArchRule theRulesDoNotKnowTheEdges = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.vestnik.engine.streams..",
                    "dev.vestnik.engine.authoring..",
                    "dev.vestnik.engine.support..",
                    "dev.vestnik.engine.access..",
                    "dev.vestnik.engine.peers..");
}
