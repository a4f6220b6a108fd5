package dev.vestnik.sender.report;

import dev.vestnik.sender.GatewayPlanner;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.ObservedWriter;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The HTTP door for reports, and the writer that takes all reports to Kafka. */
@Configuration(proxyBeanMethods = false)
public class ReportConfiguration {

    @Bean
    ReportLinks reportLinks(GatewayPlanner planner, SenderSettings settings) {
        return new SignedReportLinks(planner.channel(), settings);
    }

    @Bean
    Reports reports(
            KafkaSettings kafka, ObservedWriter<byte[], byte[]> writer, SenderMetrics metrics, InstantSource clock) {
        return new KafkaReports(kafka, writer, metrics, clock);
    }

    @Bean
    RouterFunction<ServerResponse> reportDoor(ReportLinks links, Reports reports) {
        return new ReportDoor(links, reports).routes();
    }
}
