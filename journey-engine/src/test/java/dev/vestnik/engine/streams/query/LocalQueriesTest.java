package dev.vestnik.engine.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.streams.trace.EventTrace;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.schemas.topic.TopicLayout;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class LocalQueriesTest {
    private final LocalQueries queries = new LocalQueries(new TopicLayout("", 4, (short) 1), new EventTrace());

    @Test
    void nobodyCanTellBeforeTheStart() {
        nobodyCanTell();
    }

    @Test
    void nobodyCanTellWhileTheStreamsBegin() {
        try (KafkaStreams streams = streams()) {
            queries.open(streams, "127.0.0.1:1");
            nobodyCanTell();
        }
    }

    @Test
    void nobodyCanTellWhenTheStreamsHaveEnded() {
        KafkaStreams streams = streams();
        queries.open(streams, "127.0.0.1:1");
        streams.close();
        nobodyCanTell();
    }

    private void nobodyCanTell() {
        CustomerKey anna = new CustomerKey("main", "anna");
        assertThat(queries.inFlight(new JourneyId("cart"))).isInstanceOf(Lookup.Rebalancing.class);
        assertThat(queries.customer(anna)).isInstanceOf(Lookup.Rebalancing.class);
        assertThat(queries.timeline(anna)).isInstanceOf(Lookup.Rebalancing.class);
        assertThat(queries.customerOf(UUID.randomUUID())).isInstanceOf(Lookup.Rebalancing.class);
        assertThat(queries.hosts()).isInstanceOf(Lookup.Rebalancing.class);
    }

    private static KafkaStreams streams() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("any");
        return new KafkaStreams(
                builder.build(),
                new StreamsConfig(Map.of(
                        StreamsConfig.APPLICATION_ID_CONFIG, "queries",
                        StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:9")));
    }
}
