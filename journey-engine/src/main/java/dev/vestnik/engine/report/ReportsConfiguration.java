package dev.vestnik.engine.report;

import dev.vestnik.engine.peers.Peers;
import dev.vestnik.engine.streams.EngineStreams;
import dev.vestnik.service.kafka.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** Counting decisions, and the API of what they add up to. */
@Configuration(proxyBeanMethods = false)
@Import({ReportController.class, LocalReportController.class})
public class ReportsConfiguration {
    @Bean(initMethod = "begin")
    ReportStreams reportStreams(
            KafkaSettings kafka, EngineStreams streams, MeterRegistry registry, InstantSource clock) {
        ReportStreams.Place place =
                new ReportStreams.Place(streams.applicationId() + "-reports", streams.stateDir(), streams.instanceId());
        return new ReportStreams(kafka, place, streams::ready, new ReportMetrics(registry), clock);
    }

    @Bean
    ReportSums reports(ReportStreams streams, Peers peers, KafkaSettings kafka, JsonMapper json) {
        return new ReportSums(new LocalReports(streams::running), peers, kafka.partitions(), json);
    }
}
