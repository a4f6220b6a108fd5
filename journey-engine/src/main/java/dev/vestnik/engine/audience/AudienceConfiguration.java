package dev.vestnik.engine.audience;

import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.engine.definitions.DocumentCompiler;
import dev.vestnik.engine.list.ListLog;
import dev.vestnik.engine.peers.Peers;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.service.kafka.KafkaSettings;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** Counting customers. */
@Configuration(proxyBeanMethods = false)
@Import({SegmentCountController.class, CampaignAnswersController.class})
public class AudienceConfiguration {
    @Bean
    Sampling sampling(CustomerQueries queries, Peers peers, KafkaSettings kafka) {
        return new Sampling(queries, peers, kafka.partitions());
    }

    @Bean
    SegmentCounting segmentCounting(
            Sampling sampling, DefinitionsLog log, Decider decider, InstantSource clock, JsonMapper json) {
        return new SegmentCounting(sampling, log, decider, clock, json);
    }

    @Bean
    Forecasting forecasting(
            Sampling sampling,
            DefinitionsLog log,
            DocumentCompiler compiler,
            Decider decider,
            InstantSource clock,
            JsonMapper json,
            ListLog lists) {
        return new Forecasting(sampling, log, compiler, decider, clock, json, lists);
    }

    @Bean
    CampaignProgress campaignProgress(
            Sampling sampling, CustomerQueries queries, DefinitionsLog log, InstantSource clock, JsonMapper json) {
        return new CampaignProgress(sampling, queries, log, clock, json);
    }
}
