package dev.vestnik.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.RunningEngine;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.engine.simulation.SimulationChange.Asked;
import dev.vestnik.engine.simulation.SimulationChange.Begun;
import dev.vestnik.engine.simulation.SimulationChange.Ended;
import dev.vestnik.engine.simulation.SimulationChange.Ending;
import dev.vestnik.engine.streams.edge.IncomingDecisions;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Decision.About;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.schemas.engine.Decision;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.shop.ConsentChanged;
import dev.vestnik.schemas.shop.ConsentChannel;
import dev.vestnik.schemas.shop.CustomEvent;
import dev.vestnik.schemas.shop.CustomerErased;
import dev.vestnik.schemas.shop.CustomerUpdated;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.access.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Simulations asked for through the API, on events that an engine has decided live before. */
@ExtendWith(SharedEngine.class)
class SimulationsApiTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PATH = "/api/journeys/simulated/simulations";
    private static final int CUSTOMERS = 5;

    /** Nobody reports here of messages: no sender runs. */
    private static final String SILENT = "receipts: {sms: [], email: [], push: []}";

    private static final String TEMPLATE =
            "{id: simulated-text, locales: {en: {sms: {text: \"Dear {{ customer.firstName }}, come back\"}}}}";

    private static final String JOURNEY = """
            {id: simulated, class: service, entry: {on: x.simulated, key: event.cart},
             exit: [{on: x.simulated-bought, match: event.cart == key, reason: bought}], start: wait,
             steps: {wait: {type: delay, for: PT2S, next: remind},
                     remind: {type: message, template: simulated-text, within: PT6S, channels: [{via: sms}],
                              onSent: again, onNone: again},
                     again: {type: delay, for: PT1S}}}
            """;

    private final RunningEngine engine;
    /** Other customers each time: a second run must not find what the first one left. */
    private final String run = Long.toString(System.nanoTime(), Character.MAX_RADIX);

    SimulationsApiTest(RunningEngine engine) {
        this.engine = engine;
    }

    private record Answer(int status, JsonNode body, String location) {}

    private Answer call(String key, HttpMethod method, String path, String body) {
        EntityExchangeResult<String> answer = engine.client(key)
                .method(method)
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectBody(String.class)
                .returnResult();
        String text = answer.getResponseBody();
        return new Answer(
                answer.getStatus().value(),
                JSON.readTree(text == null || text.isEmpty() ? "{}" : text),
                String.valueOf(answer.getResponseHeaders().getLocation()));
    }

    private Answer call(HttpMethod method, String path, String body) {
        return call(RunningEngine.MARKETER, method, path, body);
    }

    @BeforeEach
    void published() {
        Awaitility.await("the engine has read its simulations")
                .atMost(PATIENCE)
                .until(() -> call(HttpMethod.GET, "/api/simulations", "").status() == 200);
        assertThat(call(HttpMethod.PUT, "/api/templates/simulated-text", TEMPLATE)
                        .status())
                .isIn(200, 201);
        assertThat(call(HttpMethod.PUT, "/api/journeys/simulated", JOURNEY).status())
                .isIn(200, 201);
        assertThat(call(HttpMethod.POST, "/api/journeys/simulated/publish", "{}")
                        .status())
                .isEqualTo(200);
    }

    private CustomerKey customer(String test, int number) {
        return new CustomerKey("main", "simulated-" + test + "-" + run + "-" + number);
    }

    private void introduced(CustomerKey customer) {
        engine.happened(
                customer,
                CustomerUpdated.newBuilder()
                        .setFirstName("Anna")
                        .setPhone("+79991234577")
                        .build());
        engine.happened(
                customer,
                ConsentChanged.newBuilder()
                        .setChannel(ConsentChannel.any)
                        .setGranted(true)
                        .setSource("shop")
                        .build());
    }

    private void happened(CustomerKey customer, String type, String cart) {
        engine.happened(customer, new CustomEvent(type, "{\"cart\": \"" + cart + "\"}"));
    }

    private JsonNode done(Answer asked) {
        assertThat(asked.status()).as(asked.body().toString()).isEqualTo(202);
        assertThat(asked.location())
                .isEqualTo("/api/simulations/" + asked.body().path("id").asString());
        return done(asked.body().path("id").asString());
    }

    private JsonNode done(String id) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> call(HttpMethod.GET, "/api/simulations/" + id, "").body(),
                        body -> Set.of("done", "failed")
                                .contains(body.path("status").asString()));
    }

    @Test
    void decidesOfRecordedEventsWhatWasDecidedLive() {
        Instant from = Instant.now();
        List<CustomerKey> customers = IntStream.range(0, CUSTOMERS)
                .mapToObj(number -> customer("live", number))
                .toList();
        for (CustomerKey customer : customers) {
            introduced(customer);
            happened(customer, "x.simulated", "c1");
            happened(customer, "x.simulated", "c2");
        }
        happened(customers.getFirst(), "x.simulated-bought", "c2");
        Map<String, List<String>> live = Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> decided(customers),
                        decided -> decided.values().stream()
                                        .flatMap(List::stream)
                                        .filter(line -> line.startsWith(Outcome.LEFT + " "))
                                        .count()
                                == 2 * CUSTOMERS);

        JsonNode done = done(call(
                HttpMethod.POST,
                PATH,
                "{versions: [1], from: \"" + from + "\", known: events, texts: 1, " + SILENT + "}"));

        assertThat(done.path("status").asString()).as(done.toString()).isEqualTo("done");
        assertThat(timelines(done.path("id").asString())).isEqualTo(live);
        JsonNode version = done.at("/result/versions/0");
        assertThat(version.path("entered").asInt()).isEqualTo(2 * CUSTOMERS);
        assertThat(version.path("customers").asInt()).isEqualTo(CUSTOMERS);
        assertThat(version.at("/steps/wait/reached").asInt()).isEqualTo(2 * CUSTOMERS);
        assertThat(version.at("/sent/sms/messages").asLong()).isPositive().isEqualTo(sent(live));
        assertThat(version.at("/left/bought").asInt()).isEqualTo(1);

        JsonNode unrendered = done(call(
                HttpMethod.POST,
                PATH,
                "{versions: [1], from: \"" + from
                        + "\", known: events, texts: 0.000001, prices: {currency: EUR, sms: 0.05}, " + SILENT + "}"));
        assertThat(unrendered.at("/result/versions/0/sent/sms/messages").asLong())
                .isPositive();
        assertThat(unrendered.at("/result/versions/0/sent/sms/cost").isMissingNode())
                .isTrue();
        assertThat(unrendered.at("/result/notes").toString()).contains("no SMS was rendered");
    }

    @Test
    void eventsTellNothingOfACustomerFromBeforeTheErasure() {
        CustomerKey customer = customer("erased", 1);
        Instant from = Instant.now();
        happened(customer, "x.simulated", "c1");
        engine.happened(customer, new CustomerErased("asked for it"));
        String request = "{versions: [1], from: \"" + from + "\", known: events}";
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode done = done(call(HttpMethod.POST, PATH, request));
            assertThat(done.path("status").asString()).as(done.toString()).isEqualTo("done");
            assertThat(done.at("/result/versions/0/entered").asInt()).isZero();
        });
    }

    private static long sent(Map<String, List<String>> lines) {
        return lines.values().stream()
                .flatMap(List::stream)
                .filter(line -> line.startsWith(Outcome.SENT + " "))
                .count();
    }

    /** What is recorded of the journey, by customer, in its order. */
    private Map<String, List<String>> decided(List<CustomerKey> customers) {
        Map<String, List<String>> lines = new TreeMap<>();
        for (ConsumerRecord<byte[], Decision> record : read()) {
            var decision = IncomingDecisions.read(record.value());
            About about = decision.about();
            String customer = CustomerKey.parse(new String(record.key())).customerId();
            boolean theirs = customers.stream().anyMatch(one -> one.customerId().equals(customer));
            if (theirs && about != null && about.journey().equals("simulated")) {
                lines.computeIfAbsent(customer, first -> new ArrayList<>())
                        .add(line(decision.outcome(), decision.reason(), about.step(), decision.cause()));
            }
        }
        return lines;
    }

    private static String line(Outcome outcome, String reason, String step, String cause) {
        return outcome + " " + reason + " " + step + " " + cause;
    }

    private List<ConsumerRecord<byte[], Decision>> read() {
        Map<String, Object> config = engine.kafka().clientConfig();
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", false);
        AvroDeserializer<Decision> values = new AvroDeserializer<>();
        values.configure(config, false);
        List<ConsumerRecord<byte[], Decision>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], Decision> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), values)) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.DECISIONS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Predicate<TopicPartition> unread = one -> consumer.position(one) < Objects.requireNonNull(ends.get(one));
            while (partitions.stream().anyMatch(unread)) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    private Map<String, List<String>> timelines(String id) {
        String both = engine.token(List.of(Role.MARKETER, Role.SUPPORT), "*");
        Map<String, List<String>> lines = new TreeMap<>();
        for (JsonNode one : call(both, HttpMethod.GET, "/api/simulations/" + id + "/timelines", "")
                .body()
                .path("items")) {
            List<String> entries = new ArrayList<>();
            for (JsonNode entry : one.path("entries")) {
                if (entry.path("journey").asString("").equals("simulated")) {
                    entries.add(line(
                            Outcome.valueOf(entry.path("outcome").asString().toUpperCase()),
                            entry.path("reason").asString(null),
                            entry.path("step").asString(null),
                            entry.path("signal").asString()));
                }
            }
            lines.put(one.path("customer").asString(), entries);
        }
        return lines;
    }

    @Test
    void takesWhatIsKnownTodayForWhatWasSaidBefore() {
        CustomerKey customer = customer("today", 1);
        introduced(customer);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> call(RunningEngine.SUPPORT, HttpMethod.GET, "/api/customers/" + customer.customerId(), "")
                                .status()
                        == 200);
        Instant from = Instant.now();
        happened(customer, "x.simulated-today", "c1");
        String journey = JOURNEY.replace("x.simulated,", "x.simulated-today,");
        assertThat(call(HttpMethod.PUT, "/api/journeys/simulated", journey).status())
                .isEqualTo(200);

        String request = "versions: [draft, 1], from: \"" + from + "\", " + SILENT
                + ", prices: {currency: EUR, sms: 0.05}, texts: 1";
        JsonNode done = done(call(HttpMethod.POST, PATH, "{" + request + "}"));

        assertThat(done.at("/result/versions/0/version").asString())
                .as(done.toString())
                .isEqualTo("draft");
        assertThat(done.at("/result/versions/0/entered").asInt()).isEqualTo(1);
        assertThat(done.at("/result/versions/1/entered").asInt()).isZero();
        assertThat(done.at("/result/notes").toString()).contains("as they are today");
        JsonNode unknown = done(call(HttpMethod.POST, PATH, "{" + request + ", known: events}"));
        assertThat(unknown.at("/result/versions/0/entered").asInt()).isEqualTo(1);
    }

    @Test
    void tellsWhoTheCustomersAreToTheRoleSupportAlone() {
        CustomerKey customer = customer("who", 1);
        introduced(customer);
        Instant from = Instant.now();
        happened(customer, "x.simulated", "c1");
        String id = done(call(HttpMethod.POST, PATH, "{from: \"" + from + "\"}"))
                .path("id")
                .asString();
        JsonNode mine = call(HttpMethod.GET, "/api/simulations/" + id + "/timelines", "")
                .body();
        assertThat(mine.path("items").size()).isEqualTo(1);
        assertThat(mine.toString()).doesNotContain("simulated-who");
        assertThat(timelines(id)).containsKey(customer.customerId());
    }

    @Test
    void anEngineThatFindsAHalfDoneOneBeginsItAnew() throws Exception {
        CustomerKey customer = customer("anew", 1);
        Instant from = Instant.now();
        happened(customer, "x.simulated", "c1");
        String id = UUID.randomUUID().toString();
        Asked asked = new Asked(
                "simulated", "{from: \"" + from + "\", versions: [1]}", null, Instant.now(), "anna", Set.of());
        try (KafkaProducer<byte[], byte[]> left = new KafkaProducer<>(
                engine.kafka().clientConfig(), new ByteArraySerializer(), new ByteArraySerializer())) {
            left.send(record("no simulation")).get();
            left.send(record("null")).get();
            left.send(record(JSON.writeValueAsString(SimulationChange.of(id, asked))
                            .replace("\"id\":\"" + id + "\",", "")))
                    .get();
            left.send(record(JSON.writeValueAsString(SimulationChange.of(id, asked))))
                    .get();
            left.send(record(JSON.writeValueAsString(SimulationChange.of(id, new Begun(1, 10, 100)))))
                    .get();
            left.send(record("{\"id\": \"" + id + "\", \"ended\": {}}")).get();
        }
        JsonNode done = done(id);
        assertThat(done.path("status").asString()).as(done.toString()).isEqualTo("done");
        assertThat(done.at("/result/versions/0/entered").asInt()).isEqualTo(1);
        assertThat(call(HttpMethod.GET, "/api/simulations", "").status()).isEqualTo(200);
    }

    @Test
    void aRequestForADraftThatCameWithoutOneFailsAndSaysSo() throws Exception {
        happened(customer("undrafted", 1), "x.simulated", "c1");
        String id = UUID.randomUUID().toString();
        Asked asked = new Asked("simulated", "{}", null, Instant.now(), "anna", Set.of());
        try (KafkaProducer<byte[], byte[]> left = new KafkaProducer<>(
                engine.kafka().clientConfig(), new ByteArraySerializer(), new ByteArraySerializer())) {
            left.send(record(JSON.writeValueAsString(SimulationChange.of(id, asked))))
                    .get();
        }
        JsonNode done = done(id);
        assertThat(done.path("status").asString()).isEqualTo("failed");
        assertThat(done.path("problem").asString()).contains("there is no draft");
    }

    @Test
    void aJourneyThatHasNoDraftAnyMoreHasNothingToSimulate() {
        String path = "/api/journeys/simulated-gone";
        String draft = JOURNEY.replace("id: simulated", "id: simulated-gone");
        assertThat(call(HttpMethod.PUT, path, draft).status()).isEqualTo(201);
        assertThat(call(HttpMethod.DELETE, path, "").status()).isEqualTo(204);
        assertThat(call(HttpMethod.POST, path + "/simulations", "{}").status()).isIn(404, 422);
    }

    @Test
    void isToldOfForThirtyDaysWhateverTheTopicStillHas() throws Exception {
        String old = UUID.randomUUID().toString();
        String recent = UUID.randomUUID().toString();
        endedBefore(old, Duration.ofDays(31));
        endedBefore(recent, Duration.ofDays(29));
        assertThat(call(HttpMethod.GET, "/api/simulations/" + recent, "").status())
                .isEqualTo(200);
        assertThat(call(HttpMethod.GET, "/api/simulations/" + old, "").status()).isEqualTo(404);
        assertThat(call(HttpMethod.GET, "/api/simulations?limit=200", "").body().toString())
                .contains(recent)
                .doesNotContain(old);
    }

    /** Both records are one batch: between them the engine would begin it, and its own end would be the first. */
    private void endedBefore(String id, Duration ago) {
        Instant at = Instant.now().minus(ago);
        Asked asked = new Asked("simulated", "{}", null, at, "anna", Set.of());
        Ended ended = Ended.without(Ending.FAILED, at, "nobody knows");
        Map<String, Object> config = engine.kafka().clientConfig();
        config.put(ProducerConfig.LINGER_MS_CONFIG, 60_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 120_000);
        try (KafkaProducer<byte[], byte[]> left =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            left.send(record(JSON.writeValueAsString(SimulationChange.of(id, asked))));
            left.send(record(JSON.writeValueAsString(SimulationChange.of(id, ended))));
        }
    }

    private static ProducerRecord<byte[], byte[]> record(String value) {
        return new ProducerRecord<>(Topics.SIMULATIONS.name(), 0, null, value.getBytes());
    }

    @Test
    void saysWhatIsNotThere() {
        happened(customer("there", 1), "x.simulated", "c1");
        assertThat(fault("{from: 2020-01-01T00:00:00Z, to: 2020-01-02T00:00:00Z}"))
                .contains("the first event that there is still is of 20");
        assertThat(fault("{versions: [99]}")).contains("versions[0]", "there is no version 99");
        assertThat(fault("{sample: 2}")).contains("sample");
        assertThat(call(HttpMethod.POST, "/api/journeys/nowhere/simulations", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(call(HttpMethod.GET, "/api/simulations/" + UUID.randomUUID(), "")
                        .status())
                .isEqualTo(404);
    }

    private String fault(String request) {
        Answer answer = call(HttpMethod.POST, PATH, request);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
        return answer.body().toString();
    }

    @Test
    void listsAndRemoves() {
        happened(customer("listed", 1), "x.simulated", "c1");
        String id =
                done(call(HttpMethod.POST, PATH, "{versions: [1]}")).path("id").asString();
        JsonNode list = call(HttpMethod.GET, "/api/simulations?journey=simulated&limit=1", "")
                .body();
        assertThat(list.at("/items/0/id").asString()).isEqualTo(id);
        assertThat(call(HttpMethod.DELETE, "/api/simulations/" + id, "").status())
                .isEqualTo(204);
        assertThat(call(HttpMethod.GET, "/api/simulations/" + id, "").status()).isEqualTo(404);
    }
}
