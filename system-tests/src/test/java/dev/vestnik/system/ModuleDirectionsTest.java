package dev.vestnik.system;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Services meet only in schemas and the service runtime; nothing depends on standalone. */
@AnalyzeClasses(packages = "dev.vestnik", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleDirectionsTest {
    private static final String SCHEMAS = "dev.vestnik.schemas..";
    private static final String SERVICE = "dev.vestnik.service..";
    private static final String EMBEDDED = "dev.vestnik.embedded..";
    private static final String INGEST = "dev.vestnik.ingest..";
    private static final String RULES = "dev.vestnik.rules..";
    private static final String ENGINE = "dev.vestnik.engine..";
    private static final String RUNTIME = "dev.vestnik.sender..";
    private static final String SMS = "dev.vestnik.sms..";
    private static final String EMAIL = "dev.vestnik.email..";
    private static final String PUSH = "dev.vestnik.push..";
    private static final String PAGES = "dev.vestnik.pages..";
    private static final String SANDBOX = "dev.vestnik.sandbox..";
    private static final String STANDALONE = "dev.vestnik.standalone..";

    @ArchTest
    static final ArchRule schemasDependOnNothingOfOurs =
            never(SCHEMAS, SERVICE, EMBEDDED, INGEST, ENGINE, RUNTIME, SMS, EMAIL, PUSH, PAGES, SANDBOX, STANDALONE);

    @ArchTest
    static final ArchRule theServiceRuntimeKnowsNoService =
            never(SERVICE, EMBEDDED, INGEST, ENGINE, RUNTIME, SMS, EMAIL, PUSH, PAGES, SANDBOX, STANDALONE);

    @ArchTest
    static final ArchRule ingestKnowsNoOtherService =
            never(INGEST, EMBEDDED, ENGINE, RUNTIME, SMS, EMAIL, PUSH, PAGES, SANDBOX, STANDALONE);

    @ArchTest
    static final ArchRule theRulesKnowNothingElse = never(
            RULES, SCHEMAS, SERVICE, EMBEDDED, INGEST, ENGINE, RUNTIME, SMS, EMAIL, PUSH, PAGES, SANDBOX, STANDALONE);

    /** But {@code ./vestnik check}, which tries journeys in files without a server. */
    @ArchTest
    static final ArchRule nobodyButTheEngineKnowsTheRules = noClasses()
            .that()
            .resideInAnyPackage(
                    SCHEMAS, SERVICE, EMBEDDED, INGEST, RUNTIME, SMS, EMAIL, PUSH, PAGES, SANDBOX, STANDALONE)
            .and()
            .resideOutsideOfPackage("dev.vestnik.standalone.check..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(RULES);

    @ArchTest
    static final ArchRule theEngineKnowsNoOtherService =
            never(ENGINE, EMBEDDED, INGEST, RUNTIME, SMS, EMAIL, PUSH, PAGES, SANDBOX, STANDALONE);

    @ArchTest
    static final ArchRule theSenderRuntimeKnowsNoChannel =
            never(RUNTIME, EMBEDDED, INGEST, ENGINE, SMS, EMAIL, PUSH, PAGES, SANDBOX, STANDALONE);

    @ArchTest
    static final ArchRule smsKnowsNoOtherService =
            never(SMS, EMBEDDED, INGEST, ENGINE, EMAIL, PUSH, PAGES, SANDBOX, STANDALONE);

    @ArchTest
    static final ArchRule emailKnowsNoOtherService =
            never(EMAIL, EMBEDDED, INGEST, ENGINE, SMS, PUSH, PAGES, SANDBOX, STANDALONE);

    @ArchTest
    static final ArchRule pushKnowsNoOtherService =
            never(PUSH, EMBEDDED, INGEST, ENGINE, SMS, EMAIL, PAGES, SANDBOX, STANDALONE);

    @ArchTest
    static final ArchRule thePagesKnowNoOtherService =
            never(PAGES, EMBEDDED, INGEST, ENGINE, RUNTIME, SMS, EMAIL, PUSH, SANDBOX, STANDALONE);

    @ArchTest
    static final ArchRule theSandboxKnowsTheServiceRuntimeAlone =
            never(SANDBOX, SCHEMAS, EMBEDDED, INGEST, ENGINE, RUNTIME, SMS, EMAIL, PUSH, PAGES, STANDALONE);

    @ArchTest
    static final ArchRule theEmbeddedBrokerKnowsNobody =
            never(EMBEDDED, SCHEMAS, SERVICE, INGEST, ENGINE, RUNTIME, SMS, EMAIL, PUSH, PAGES, SANDBOX, STANDALONE);

    private static ArchRule never(String from, String... to) {
        return noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(to);
    }
}
