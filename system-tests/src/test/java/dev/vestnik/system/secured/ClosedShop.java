package dev.vestnik.system.secured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.link.LinkTokens;
import dev.vestnik.service.link.LinkedMessage;
import dev.vestnik.service.link.PublicLink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A shop, its customers and its staff, who make the services do everything that takes a right. */
final class ClosedShop {
    private static final String NDJSON = "application/x-ndjson";
    private static final String JSON = "application/json";
    private static final String PHONE = "+74950000001";
    private static final String EMAIL = "anna@example.com";
    private static final String TOKEN = "a-token-of-annas-phone";
    private static final byte[] GARBAGE = "garbage".getBytes(StandardCharsets.UTF_8);
    /** As many decisions of a customer as the engine has at hand. */
    private static final int TIMELINE = 200;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Topics whose garbage no service sets aside: a letter is put there for the engine to read. */
    private static final List<Topic> WITHOUT_LETTERS =
            List.of(Topics.SHOP_PRODUCTS, Topics.DEFINITIONS, Topics.DECISIONS);

    private final Services services;
    private int serial;

    ClosedShop(Services services) {
        this.services = services;
    }

    /** Writes garbage to topics before the services begin; what senders wrote of their attempts is read at their start alone. */
    static void litter(Map<String, Object> administrator) throws ExecutionException, InterruptedException {
        litter(
                administrator,
                catalogue()
                        .map(topic -> WITHOUT_LETTERS.contains(topic) ? Topics.deadLetters(topic) : topic)
                        .toList());
    }

    private static Stream<Topic> catalogue() {
        return Topics.all().stream().filter(topic -> !topic.name().endsWith(".dead-letters"));
    }

    private static void litter(Map<String, Object> administrator, List<Topic> topics)
            throws ExecutionException, InterruptedException {
        try (var producer = new KafkaProducer<>(administrator, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (Topic topic : topics) {
                producer.send(new ProducerRecord<>(topic.name(), GARBAGE, GARBAGE))
                        .get();
            }
        }
    }

    /** From the first document to the erasure; revocations from before a sender's start are not set aside again. */
    void live(Map<String, Object> administrator) throws IOException, ExecutionException, InterruptedException {
        litter(administrator, List.of(Topics.REVOCATIONS));
        services.must("sandbox", "POST", "/behaviour", JSON, "{\"channel\": \"sms\", \"splitReplies\": true}");
        publish();
        customers();
        messages();
        replies();
        deadLetters();
        pages();
        staff();
    }

    private void publish() throws IOException, InterruptedException {
        put("templates/closed", """
                {"id": "closed", "defaultLocale": "en", "locales": {"en": {"sms": {"text": "%s"}, "push": {"title": "closed", "body": "closed"},
                 "email": {"subject": "closed",
                  "mjml": "<mjml><mj-body><mj-section><mj-column><mj-text>closed</mj-text></mj-column></mj-section></mj-body></mjml>"}}}}
                """.formatted("a text of two parts ".repeat(10)));
        put("templates/account-code", """
            {"id": "account-code", "locales": {"en": {"sms": {"text": "{{ context.code }}"}, "email": {"subject": "closed",
              "mjml": "<mjml><mj-body><mj-section><mj-column><mj-text>{{ context.code }}</mj-text></mj-column></mj-section></mj-body></mjml>"}}}}
            """);
        journey("nothing", """
                {"id": "nothing", "class": "service", "entry": {"on": "x.closed.nothing"}, "start": "end", "steps": {"end": {"type": "end"}}}
                """);
        for (String channel : List.of("sms", "email", "push")) {
            for (MessageClass of : List.of(MessageClass.service, MessageClass.marketing)) {
                String id = channel + "-" + of;
                journey(id, """
                        {"id": "%1$s", "class": "%2$s", "topic": "offers", "entry": {"on": "x.closed.%1$s"}, "start": "tell",
                         "steps": {"tell": {"type": "message", "template": "closed", "channels": [{"via": "%3$s"}]}}}
                        """.formatted(id, of, channel));
            }
        }
    }

    private void journey(String id, String document) throws IOException, InterruptedException {
        put("journeys/" + id, document);
        services.must("journey-engine", "POST", "/api/journeys/" + id + "/publish", JSON, "{}");
    }

    private void put(String what, String document) throws IOException, InterruptedException {
        services.must("journey-engine", "PUT", "/api/" + what, JSON, document);
    }

    private void customers() throws IOException, InterruptedException {
        send("customer.updated", "\"phone\": \"" + PHONE + "\", \"email\": \"" + EMAIL + "\"");
        send("device.registered", "\"platform\": \"android\", \"token\": \"" + TOKEN + "\"");
        for (String channel : List.of("sms", "email", "push")) {
            send("consent.changed", "\"channel\": \"" + channel + "\", \"granted\": true, \"source\": \"test\"");
        }
        send("customer.identified", "\"visitorId\": \"v1\"");
        post(
                "p1",
                "product.updated",
                "\"name\": \"Kettle\", \"stock\": 1, \"price\": {\"amount\": 1, \"currency\": \"RUB\"}");
    }

    private void messages() throws IOException, InterruptedException {
        for (String channel : List.of("sms", "email", "push")) {
            for (MessageClass of : List.of(MessageClass.service, MessageClass.marketing)) {
                send("x.closed." + channel + "-" + of, "");
            }
        }
        for (String to : List.of(PHONE, EMAIL, TOKEN)) {
            String path = "/outbox?limit=100&to=" + to.replace("+", "%2B").replace("@", "%40");
            await("both messages for " + to)
                    .atMost(PATIENCE)
                    .until(() -> services.must("sandbox", "GET", path, JSON, "").split("\"seq\"", -1).length > 2);
        }
        await("receipts").atMost(PATIENCE).until(() -> timeline().contains("DELIVERED"));
    }

    private String timeline() throws IOException, InterruptedException {
        return services.must("journey-engine", "GET", "/api/customers/closed/timeline", JSON, "");
    }

    /** A code for the visitor goes on to the customer, whom the visitor turned out to be, and by SMS; another one goes by e-mail. */
    private void replies() throws IOException, InterruptedException {
        post(
                "~v1",
                "account.verification_requested",
                "\"code\": \"1234\", \"purpose\": \"login\", \"expiresAt\": \"2099-01-01T00:00:00Z\"");
        services.must(
                "journey-engine", "POST", "/api/codes", JSON, "{\"email\": \"" + EMAIL + "\", \"purpose\": \"login\"}");
        String text = "{\"from\": \"" + PHONE + "\", \"to\": \"+74950000009\", \"text\": \"%s\"}";
        services.must("sandbox", "POST", "/smpp/inbound", JSON, text.formatted("thanks"));
        services.must("sandbox", "POST", "/smpp/inbound", JSON, text.formatted("thank you ".repeat(30)));
        String report = "{\"results\": [{\"callbackData\": \"%s\", \"status\": {\"groupName\": \"UNDELIVERABLE\"}}]}";
        services.must(
                "sms-sender",
                "POST",
                "/v1/hooks/closed?key=" + Services.HOOK_SECRET,
                JSON,
                report.formatted("a-token-of-another-system"));
    }

    /** Each topic's are listed, and those that can be are written again. */
    private void deadLetters() throws IOException, InterruptedException {
        List<String> topics = catalogue()
                .filter(topic -> Topics.all().contains(Topics.deadLetters(topic)))
                .map(Topic::name)
                .toList();
        await("dead letters")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(topics)
                        .as("denied: %s", WatchedAuthorizer.denied())
                        .allMatch(this::hasLetters));
        for (String topic : topics) {
            services.must(
                    "journey-engine", "POST", "/api/dead-letters/" + topic + "/replay", JSON, "{\"offsets\": [0]}");
        }
    }

    private boolean hasLetters(String topic) {
        try {
            return services.must("journey-engine", "GET", "/api/dead-letters/" + topic, JSON, "")
                    .contains("\"offset\"");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A click in a browser, and a customer who stops e-mails. */
    private void pages() throws IOException, InterruptedException {
        LinkTokens tokens = new LinkTokens(List.of(Services.LINK_SECRET));
        CustomerKey customer = new CustomerKey("main", "closed");
        LinkedMessage message = new LinkedMessage(
                customer, UUID.randomUUID(), 0, ChannelName.EMAIL, Instant.now().minusSeconds(60));
        String click = tokens.write(new PublicLink.Click(message, "https://shop.example/"));
        String stop = tokens.write(new PublicLink.OptOut(customer, ChannelName.EMAIL, null));
        assertThat(services.browse("customer-pages", "GET", "/l/" + click)).isEqualTo(302);
        assertThat(services.browse("customer-pages", "POST", "/u/" + stop)).isEqualTo(200);
    }

    private void staff() throws IOException, InterruptedException {
        explain();
        services.must("journey-engine", "GET", "/api/audit", JSON, "");
        services.must(
                "journey-engine",
                "POST",
                "/api/journeys/sms-service/simulations",
                JSON,
                "{\"versions\": [1], \"from\": \"-P1D\"}");
        services.must("journey-engine", "PUT", "/api/lists/closed", "text/csv", "customerId\nclosed\n");
        String erased = services.must("journey-engine", "DELETE", "/api/customers/closed", JSON, "");
        if (!erased.contains("true")) {
            throw new IllegalStateException(erased);
        }
    }

    /** What happened before more than the timeline has is read from the topic of decisions. */
    private void explain() throws IOException, InterruptedException {
        StringBuilder runs = new StringBuilder();
        for (int run = 0; run <= TIMELINE; run++) {
            runs.append(event("closed", "x.closed.nothing", ""));
        }
        services.must("order-ingest", "POST", "/v1/events", NDJSON, runs.toString());
        Deed read = new Deed("journey-engine", AclOperation.READ, ResourceType.TOPIC, Topics.DECISIONS.name());
        await("decisions that are not on the timeline any more")
                .atMost(PATIENCE)
                .until(() -> {
                    services.must(
                            "journey-engine", "GET", "/api/customers/closed/explain?journey=sms-service", JSON, "");
                    return WatchedAuthorizer.allowed().contains(read);
                });
    }

    private void send(String type, String data) throws IOException, InterruptedException {
        post("closed", type, data);
    }

    private void post(String customer, String type, String data) throws IOException, InterruptedException {
        services.must("order-ingest", "POST", "/v1/events", NDJSON, event(customer, type, data));
    }

    private String event(String customer, String type, String data) {
        return """
                {"specversion": "1.0", "id": "closed-%d", "source": "/shops/main", "type": "%s", "subject": "%s", "data": {%s}}
                """.formatted(serial++, type, customer, data);
    }
}
