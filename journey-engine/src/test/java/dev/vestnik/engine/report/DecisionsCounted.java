package dev.vestnik.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.engine.Decision;
import dev.vestnik.schemas.engine.Outcome;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.service.kafka.KafkaSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;

/** All decisions about a shop's customers, read from {@code engine.decisions} and counted by code that takes nothing from reports. */
record DecisionsCounted(List<Decision> decisions) {
    static DecisionsCounted ofShop(KafkaSettings kafka, String shop) {
        Map<String, Object> config = kafka.clientConfig();
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", false);
        AvroDeserializer<Decision> reader = new AvroDeserializer<>();
        reader.configure(config, false);
        try (KafkaConsumer<String, Decision> consumer = new KafkaConsumer<>(config, new StringDeserializer(), reader)) {
            List<TopicPartition> partitions = consumer.partitionsFor(kafka.topicPrefix() + "engine.decisions").stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Stream.Builder<Decision> read = Stream.builder();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> read.add(record.value()));
            }
            return new DecisionsCounted(read.build()
                    .filter(decision -> decision.getHeader().getShop().equals(shop))
                    .toList());
        }
    }

    DecisionsCounted where(Predicate<Decision> wanted) {
        return new DecisionsCounted(decisions.stream().filter(wanted).toList());
    }

    DecisionsCounted of(String journey) {
        return where(decision -> journey.equals(decision.getJourney()));
    }

    Stream<Decision> all(Outcome outcome) {
        return decisions.stream().filter(decision -> decision.getOutcome() == outcome);
    }

    long count(Outcome outcome) {
        return all(outcome).count();
    }

    long count(Outcome outcome, String reason) {
        return all(outcome)
                .filter(decision -> reason.equals(decision.getReason()))
                .count();
    }

    long with(Outcome outcome, String input, String value) {
        return all(outcome)
                .filter(decision -> value.equals(decision.getInputs().get(input)))
                .count();
    }

    private Map<String, Long> reasons(Outcome outcome) {
        return all(outcome)
                .collect(Collectors.groupingBy(
                        decision -> Objects.requireNonNullElse(decision.getReason(), ""),
                        TreeMap::new,
                        Collectors.counting()));
    }

    private BigDecimal charged(String currency) {
        return all(Outcome.RECEIPT)
                .map(decision -> decision.getInputs().getOrDefault("price", ""))
                .filter(price -> price.endsWith(" " + currency))
                .map(price -> new BigDecimal(price.substring(0, price.indexOf(' '))))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private long value(Stream<Decision> converted, String currency) {
        return converted
                .filter(decision -> currency.equals(decision.getInputs().get("currency")))
                .mapToLong(decision -> Long.parseLong(decision.getInputs().get("value")))
                .sum();
    }

    /** The totals are of these decisions. */
    void assertSameAs(JsonNode total) {
        assertThat(total.path("entered").asLong())
                .as("entered")
                .isEqualTo(count(Outcome.ENTERED) - count(Outcome.ENTERED, "holdout"));
        assertThat(total.path("control").asLong()).as("control").isEqualTo(count(Outcome.ENTERED, "holdout"));
        assertThat(total.path("queued").asLong()).as("queued").isEqualTo(count(Outcome.QUEUED));
        assertThat(total.path("sent").asLong()).as("sent").isEqualTo(count(Outcome.SENT));
        assertThat(total.path("notSummed").asLong()).as("not summed").isZero();
        assertThat(total.path("accepted").asLong()).as("accepted").isEqualTo(count(Outcome.RECEIPT, "accepted"));
        assertThat(total.path("delivered").asLong()).as("delivered").isEqualTo(count(Outcome.RECEIPT, "delivered"));
        assertThat(total.path("converted").asLong()).as("converted").isEqualTo(count(Outcome.CONVERTED));
        assertThat(map(total.path("left"))).as("left").isEqualTo(reasons(Outcome.LEFT));
        assertThat(map(total.path("skipped"))).as("skipped").isEqualTo(reasons(Outcome.SKIPPED));
        assertThat(map(total.path("held"))).as("held").isEqualTo(reasons(Outcome.HELD));
        assertThat(map(total.path("notEntered"))).as("not entered").isEqualTo(reasons(Outcome.NOT_ENTERED));
        assertThat(new BigDecimal(total.at("/cost/EUR").asString("0")))
                .as("cost")
                .isEqualByComparingTo(charged("EUR"));
        assertThat(total.at("/value/RUB").asLong()).as("value").isEqualTo(value(all(Outcome.CONVERTED), "RUB"));
    }

    /** Sales of all journeys, each order once. */
    void assertSalesAre(JsonNode summary) {
        List<Decision> sales = all(Outcome.CONVERTED)
                .filter(decision -> "first".equals(decision.getInputs().get("sale")))
                .toList();
        assertThat(summary.path("sales").asLong()).as("sales").isEqualTo(sales.size());
        assertThat(summary.at("/revenue/RUB").asLong()).as("revenue").isEqualTo(value(sales.stream(), "RUB"));
        assertThat(summary.at("/total/lastTouch/sales").asLong())
                .as("by last touch")
                .isEqualTo(sales.stream()
                        .filter(decision -> decision.getInputs().containsKey("touch.last"))
                        .count());
    }

    private static Map<String, Long> map(JsonNode node) {
        Map<String, Long> map = new TreeMap<>();
        node.propertyStream()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asLong()));
        return map;
    }
}
