package dev.vestnik.sender.lane;

import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.sender.GatewayPlanner;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.sender.gateway.GuardedRoute;
import dev.vestnik.sender.lane.LaneContext.Environment;
import dev.vestnik.sender.revocation.Revocations;
import dev.vestnik.sender.tracking.Tracking;
import dev.vestnik.sender.tracking.TrackingSettings;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.ObservedWriter;
import dev.vestnik.service.kafka.RecordTraces;
import dev.vestnik.service.link.LinkSettings;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Beans of the lanes: the lanes themselves and their revocations. */
@Configuration(proxyBeanMethods = false)
public class LaneConfiguration {
    private static final Logger log = LoggerFactory.getLogger(LaneConfiguration.class);

    /** Sets only records aside that came after the start: every sender reads all revocations at its start. */
    @Bean
    Revocations revocations(
            GatewayPlanner planner,
            KafkaSettings kafka,
            InstantSource clock,
            SenderMetrics metrics,
            ObservedWriter<byte[], byte[]> writer) {
        long startedAt = clock.millis();
        Revocations revocations = new Revocations(kafka, planner.channel(), clock, (record, cause) -> {
            metrics.deadLetter(Topics.REVOCATIONS.name(), "unreadable");
            if (record.timestamp() >= startedAt) {
                setAside(kafka, writer, record, cause);
            }
        });
        metrics.revocations(revocations::known, revocations::forgotten);
        return revocations;
    }

    private static void setAside(
            KafkaSettings kafka,
            ObservedWriter<byte[], byte[]> writer,
            ConsumerRecord<byte[], byte[]> record,
            String cause) {
        String topic = kafka.layout().name(Topics.deadLetters(Topics.REVOCATIONS));
        PoisonException poison = new PoisonException("unreadable", cause);
        writer.write(DeadLetterRecords.of(topic, record, record.value(), poison))
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        log.error(
                                "topic={} partition={} offset={} dead-letter=lost",
                                record.topic(),
                                record.partition(),
                                record.offset(),
                                failure);
                    }
                });
    }

    @Bean
    Environment laneEnvironment(
            SenderMetrics metrics,
            InstantSource clock,
            RecordTraces traces,
            LinkSettings links,
            TrackingSettings tracking) {
        return new Environment(metrics, clock, traces, new Tracking(links, tracking));
    }

    @Bean
    Lanes lanes(
            GatewayPlanner planner,
            KafkaSettings kafka,
            SenderSettings settings,
            GuardedRoute guarded,
            Revocations revocations,
            Environment environment) {
        return new Lanes(planner.channel(), kafka, settings, guarded, revocations, environment);
    }
}
