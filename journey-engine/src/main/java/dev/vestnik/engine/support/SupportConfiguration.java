package dev.vestnik.engine.support;

import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.engine.peers.PeerForwarding;
import dev.vestnik.engine.peers.Peers;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.rules.decide.Links;
import dev.vestnik.rules.verification.CodeKey;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.link.LinkSettings;
import dev.vestnik.service.link.PublicLinks;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** The API of customers and messages, and the unsubscribe page. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EngineSettings.class, LinkSettings.class})
@Import({
    CustomerController.class,
    SupportController.class,
    ConsentController.class,
    ExportController.class,
    MessageController.class,
    CodesController.class,
    OfferCodesController.class,
    CustomerOffersController.class,
    PreferencesController.class,
    ReasonController.class,
    SegmentMemberController.class,
    StuckController.class,
    TaskController.class,
    UnsubscribeController.class
})
public class SupportConfiguration {
    private static final String CLIENT = "journey-engine";
    private static final Duration ANSWER = Duration.ofSeconds(5);

    @Bean
    OptOutTokens linkTokens(EngineSettings settings) {
        return new OptOutTokens(settings.linkSecret());
    }

    /** Messages lead to {@code customer-pages} where that is set up, else to this engine's own page. */
    @Bean
    Links links(EngineSettings settings, OptOutTokens tokens, LinkSettings pages) {
        return pages.isOn()
                ? new PagesLinks(PublicLinks.of(pages))
                : new UnsubscribeLinks(settings.publicUrl().toString(), tokens);
    }

    @Bean
    PreferenceTokens preferenceTokens(LinkSettings pages, InstantSource clock) {
        return new PreferenceTokens(pages, clock);
    }

    @Bean
    CustomerRecords customerRecords(KafkaSettings kafka, ObservationRegistry observations) {
        return new CustomerRecords(kafka, CLIENT, observations);
    }

    @Bean
    CustomerEvents customerEvents(CustomerRecords records, InstantSource clock) {
        return new CustomerEvents(records, clock);
    }

    @Bean
    ReplyListener answers(KafkaSettings kafka) {
        return new ReplyListener(kafka, CLIENT);
    }

    @Bean
    Asking asking(CustomerRecords records, ReplyListener answers, InstantSource clock) {
        return new Asking(records, answers, clock, ANSWER);
    }

    @Bean
    HandSending handSending(Asking asking, DefinitionsLog definitions) {
        return new HandSending(asking, definitions);
    }

    @Bean
    OfferPools offerPools(Asking asking, DefinitionsLog definitions, JsonMapper json) {
        return new OfferPools(asking, definitions, json);
    }

    /** Codes are made with the secret that signs links: it is the same everywhere, and stays. */
    @Bean
    CodeKey codeKey(EngineSettings settings) {
        return new CodeKey(settings.linkSecret());
    }

    @Bean
    CodeAsking codeAsking(Asking asking, CodeKey key, JsonMapper json, InstantSource clock) {
        return new CodeAsking(asking, key, json, clock);
    }

    @Bean
    Erasing erasing(CustomerEvents events, Asking asking, DefinitionsLog definitions) {
        return new Erasing(events, asking, definitions);
    }

    @Bean
    ConsentTopics consentTopics(DefinitionsLog definitions) {
        return new ConsentTopics(definitions);
    }

    @Bean
    StuckInstances stuckInstances(CustomerQueries queries, Peers peers, JsonMapper json) {
        return new StuckInstances(queries, peers, json);
    }

    @Bean
    TaskPages taskPages(CustomerQueries queries, Peers peers, JsonMapper json) {
        return new TaskPages(queries, peers, json);
    }

    @Bean
    AppliedConsents appliedConsents(CustomerQueries queries) {
        return new AppliedConsents(queries);
    }

    @Bean
    CustomerProfiles customerProfiles(CustomerQueries queries, OwnerLookup owned) {
        return new CustomerProfiles(queries, owned);
    }

    @Bean
    OwnerLookup owned(PeerForwarding forwarding) {
        return new OwnerLookup(forwarding);
    }
}
