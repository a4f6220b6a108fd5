package dev.vestnik.sender.report;

import dev.vestnik.sender.Route;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.service.kafka.KafkaSettings;
import java.time.InstantSource;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The HTTP door for reports, and the writer that takes all reports to Kafka. */
@Configuration(proxyBeanMethods = false)
public class ReportConfiguration {

    @Bean
    ReportLinks reportLinks(Route route, SenderSettings settings) {
        return new SignedReportLinks(route.channel(), settings);
    }

    @Bean
    Reports reports(
            KafkaSettings kafka, Producer<byte[], byte[]> producer, SenderMetrics metrics, InstantSource clock) {
        return new KafkaReports(kafka, producer, metrics, clock);
    }

    @Bean
    RouterFunction<ServerResponse> reportDoor(ReportLinks links, Reports reports) {
        return new ReportDoor(links, reports).routes();
    }
}
