package dev.vestnik.pages;

import static dev.vestnik.service.access.AccessTable.open;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import dev.vestnik.pages.choice.Choices;
import dev.vestnik.pages.choice.EngineDoor;
import dev.vestnik.pages.choice.PreferencesDoor;
import dev.vestnik.pages.choice.Unsubscribing;
import dev.vestnik.pages.html.Answers;
import dev.vestnik.pages.link.LinkReader;
import dev.vestnik.pages.link.PagesMetrics;
import dev.vestnik.pages.message.MessageLinks;
import dev.vestnik.pages.message.PageReports;
import dev.vestnik.pages.record.PageRecords;
import dev.vestnik.pages.subscribe.Subscribing;
import dev.vestnik.service.access.AccessTable;
import dev.vestnik.service.kafka.KafkaGate;
import dev.vestnik.service.kafka.KafkaHealth;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.KafkaSettingsConfiguration;
import dev.vestnik.service.link.LinkSettings;
import dev.vestnik.service.link.LinkTokens;
import dev.vestnik.service.link.PublicLinks;
import dev.vestnik.service.settings.SettingsCheck;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The pages, and what they stand on. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PagesSettings.class, LinkSettings.class})
@Import(KafkaSettingsConfiguration.class)
class PagesConfiguration {
    private static final String CLIENT = "customer-pages";

    /** All that anybody may call; there is no call that takes a key. */
    @Bean
    AccessTable accessTable() {
        return AccessTable.of(
                open(GET, "/l/{token}"),
                open(GET, "/i/{token}"),
                open(GET, "/u/{token}"),
                open(POST, "/u/{token}"),
                open(GET, "/p/{token}"),
                open(POST, "/p/{token}"),
                open(GET, "/s/{form}"),
                open(POST, "/s/{form}"),
                open(GET, "/c/{token}"),
                open(POST, "/c/{token}"),
                open(GET, "/actuator"),
                open(GET, "/actuator/health"),
                open(GET, "/actuator/health/{*part}"),
                open(GET, "/actuator/prometheus"));
    }

    @Bean
    static SettingsCheck linkSettingsCheck() {
        return settings -> settings.check(
                settings.text("vestnik.links.url") != null,
                "vestnik.links.url",
                "is required: where customers reach these pages, with vestnik.links.secrets, the same as in the engine and the senders");
    }

    @Bean
    PagesMetrics pagesMetrics(MeterRegistry registry) {
        return new PagesMetrics(registry);
    }

    @Bean
    PageRecords pageRecords(KafkaSettings kafka, ObservationRegistry observations) {
        return new PageRecords(kafka, observations);
    }

    @Bean
    KafkaGate kafkaGate(KafkaSettings kafka, PageRecords records) {
        return new KafkaGate(kafka, CLIENT, PageRecords.TOPICS, records::prepare);
    }

    @Bean
    KafkaHealth kafkaHealthIndicator(KafkaGate kafka) {
        return new KafkaHealth(kafka);
    }

    @Bean(destroyMethod = "dispose")
    Scheduler pageThreads() {
        return Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor(), "pages");
    }

    @Bean
    LinkReader linkReader(LinkSettings links, PagesMetrics metrics, InstantSource clock) {
        return new LinkReader(links, metrics, clock);
    }

    @Bean
    Answers answers() {
        return new Answers();
    }

    @Bean
    PageReports reports(PageRecords records, PagesMetrics metrics, InstantSource clock) {
        return new PageReports(records, metrics, clock);
    }

    @Bean
    RouterFunction<ServerResponse> messageLinks(LinkReader links, PageReports reports, Answers answers) {
        return new MessageLinks(links, reports, answers).routes();
    }

    @Bean
    Choices choices(PageRecords records, PagesMetrics metrics, InstantSource clock, Scheduler pageThreads) {
        return new Choices(records, metrics, clock, pageThreads);
    }

    @Bean
    RouterFunction<ServerResponse> unsubscribing(
            LinkReader reader,
            LinkSettings links,
            Choices choices,
            PagesSettings settings,
            Answers answers,
            InstantSource clock) {
        LinkTokens tokens = new LinkTokens(links.secrets());
        return new Unsubscribing(reader, tokens, choices, settings.topicNames(), answers, clock).routes();
    }

    @Bean
    EngineDoor engineDoor(PagesSettings settings, Scheduler pageThreads) {
        return new EngineDoor(settings.engineUrl(), pageThreads);
    }

    @Bean
    RouterFunction<ServerResponse> preferences(
            LinkReader reader,
            EngineDoor engine,
            Choices choices,
            PagesSettings settings,
            Answers answers,
            PagesMetrics metrics) {
        return new PreferencesDoor(reader, engine, choices, settings.topicNames(), answers, metrics).routes();
    }

    @Bean
    RouterFunction<ServerResponse> subscribing(
            LinkReader reader,
            LinkSettings links,
            Choices choices,
            PagesSettings settings,
            Answers answers,
            InstantSource clock) {
        return new Subscribing(settings.forms(), reader, PublicLinks.of(links), choices, answers, clock).routes();
    }
}
