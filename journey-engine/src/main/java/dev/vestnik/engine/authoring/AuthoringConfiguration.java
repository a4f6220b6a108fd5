package dev.vestnik.engine.authoring;

import dev.vestnik.engine.condition.Expressions;
import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.engine.definitions.DocumentCompiler;
import dev.vestnik.engine.journey.JourneyCompiler;
import dev.vestnik.engine.peers.Peers;
import dev.vestnik.engine.streams.CustomerQueries;
import dev.vestnik.engine.template.TemplateCompiler;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The API of journeys, templates and settings. */
@Configuration(proxyBeanMethods = false)
@Import({
    JourneyController.class,
    LifeCycleController.class,
    VersionController.class,
    TemplateController.class,
    SettingsController.class,
    SchemaController.class,
    InternalController.class
})
public class AuthoringConfiguration {
    @Bean
    JourneyCompiler journeyCompiler() {
        return new JourneyCompiler(new Expressions());
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
    Checking checking(JourneyCompiler journeys) {
        return new Checking(journeys);
    }

    @Bean
    DefinitionWriting definitionWriting(DefinitionsLog log, InstantSource clock) {
        return new DefinitionWriting(log, clock);
    }

    @Bean
    Rollout rollout(Peers peers, CustomerQueries queries) {
        return new Rollout(peers, queries);
    }
}
