package dev.vestnik.engine.authoring;

import dev.vestnik.engine.compile.CompileThreads;
import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.engine.definitions.DocumentCompiler;
import dev.vestnik.engine.list.ListLog;
import dev.vestnik.engine.lookup.LookupIntake;
import dev.vestnik.engine.peers.InstanceAddress;
import dev.vestnik.engine.peers.Peers;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.decide.StepRegistry;
import dev.vestnik.rules.journey.JourneyCompiler;
import dev.vestnik.rules.template.TemplateCompiler;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** The API of journeys, templates and settings. */
@Configuration(proxyBeanMethods = false)
@Import({
    JourneyController.class,
    LifeCycleController.class,
    TestRunController.class,
    JourneyTestController.class,
    VersionController.class,
    TemplateController.class,
    TemplateDraftController.class,
    TemplateVersionController.class,
    PreviewController.class,
    SettingsController.class,
    OfferController.class,
    SegmentController.class,
    CampaignController.class,
    ListController.class,
    LaunchController.class,
    SettingsVersionController.class,
    BundleController.class,
    FeatureLevelController.class,
    SchemaController.class,
    InternalController.class
})
public class AuthoringConfiguration {
    /** Callers whose documents wait for a thread; one more is told to come again. */
    private static final int MOST_WAITING = 64;

    @Bean
    JourneyCompiler journeyCompiler() {
        return new JourneyCompiler(new Expressions(), StepRegistry.KINDS);
    }

    @Bean
    TemplateCompiler templateCompiler() {
        return new TemplateCompiler();
    }

    @Bean
    DocumentCompiler documentCompiler(JourneyCompiler journeys, TemplateCompiler templates) {
        return new EngineDocuments(journeys, templates);
    }

    @Bean
    CompileThreads checkThreads(MeterRegistry meters) {
        return new CompileThreads("api", MOST_WAITING, CompileThreads.LIMIT, meters);
    }

    @Bean
    DocumentChecks documentChecks(CompileThreads threads) {
        return new DocumentChecks(threads);
    }

    @Bean
    Checking checking(
            JourneyCompiler journeys,
            TemplateCompiler templates,
            DocumentChecks checks,
            LookupIntake lookups,
            ListLog lists) {
        return new Checking(journeys, templates, checks, lookups.sources(), lists);
    }

    @Bean
    TestRuns testRuns(Checking checking) {
        return new TestRuns(checking);
    }

    @Bean
    TriedVersions triedVersions(Checking checking, TestRuns runs) {
        return new TriedVersions(checking, runs);
    }

    @Bean
    DefinitionWriting definitionWriting(DefinitionsLog log, InstantSource clock) {
        return new DefinitionWriting(log, clock);
    }

    @Bean
    JourneySaving journeySaving(DefinitionWriting definitions, Checking checking) {
        return new JourneySaving(definitions, checking);
    }

    @Bean
    TemplateSaving templateSaving(DefinitionWriting definitions, Checking checking, TestRuns runs) {
        return new TemplateSaving(definitions, checking, runs);
    }

    @Bean
    SettingsSaving settingsSaving(DefinitionWriting definitions, Checking checking) {
        return new SettingsSaving(definitions, checking);
    }

    @Bean
    Versions versions(DefinitionWriting definitions, JsonMapper json) {
        return new Versions(definitions, json);
    }

    @Bean
    Previews previews(DefinitionWriting definitions, Checking checking, InstantSource clock) {
        return new Previews(definitions, checking, clock);
    }

    @Bean
    LiveLevels liveLevels(Peers peers, InstanceAddress address) {
        return new LiveLevels(peers, address);
    }

    @Bean
    Rollout rollout(Peers peers, CustomerQueries queries) {
        return new Rollout(peers, queries);
    }
}
