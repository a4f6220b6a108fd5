package dev.vestnik.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.RunningEngine;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.schemas.engine.Decision;
import dev.vestnik.schemas.engine.Outcome;
import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.message.MessageHeader;
import dev.vestnik.schemas.message.Price;
import dev.vestnik.schemas.message.ReceiptStatus;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.shop.CartUpdated;
import dev.vestnik.schemas.shop.ConsentChanged;
import dev.vestnik.schemas.shop.ConsentChannel;
import dev.vestnik.schemas.shop.CustomerUpdated;
import dev.vestnik.schemas.shop.DeliveryMethod;
import dev.vestnik.schemas.shop.Item;
import dev.vestnik.schemas.shop.Money;
import dev.vestnik.schemas.shop.OrderPlaced;
import dev.vestnik.schemas.shop.Origin;
import dev.vestnik.service.kafka.KafkaSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reports say what an independent count of the decisions says, from one instance and from two. */
@ExtendWith(SharedEngine.class)
class ReportsApiTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration SOON = Duration.ofSeconds(60);

    /** A shop of its own: others' tests decide too. */
    private static final String SHOP = "report";

    private static final int CUSTOMERS = 40;
    private static final Money TOTAL = new Money(129_900L, "RUB");
    private static final String CART = """
            id: rep-cart
            shops: [report]
            topic: rep-carts
            entry: {on: cart.updated, key: event.cartId}
            exit: [{on: order.placed, match: has(event.cartId) && event.cartId == key, reason: purchased}]
            goal: {on: order.placed, match: has(event.cartId) && event.cartId == key, within: P7D, value: event.total}
            holdout: {percent: 30}
            start: remind
            steps:
              remind: {type: message, template: rep-text, channels: [{via: sms}], onSent: wait, onNone: wait}
              wait: {type: waitUntil, timeout: P3D}
            """;
    private static final String ORDERS = """
            id: rep-orders
            shops: [report]
            class: service
            entry: {on: cart.updated, key: event.cartId}
            goal: {on: order.placed, value: event.total}
            start: which
            steps:
              which: {type: experiment, arms: [{name: plain, weight: 1}, {name: other, weight: 1}]}
            """;

    private final RunningEngine engine;
    private final KafkaSettings kafka;

    ReportsApiTest(RunningEngine engine) {
        this.engine = engine;
        this.kafka = engine.kafka();
    }

    private record Answer(int status, String text) {
        JsonNode body() {
            return JSON.readTree(text);
        }
    }

    private Answer call(HttpMethod method, String path, String body, MediaType accept) {
        EntityExchangeResult<String> answer = engine.client(RunningEngine.MARKETER)
                .method(method)
                .uri(path)
                .contentType(body.startsWith("{") ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_YAML)
                .accept(accept)
                .bodyValue(body)
                .exchange()
                .expectBody(String.class)
                .returnResult();
        String text = answer.getResponseBody();
        return new Answer(answer.getStatus().value(), text == null ? "" : text);
    }

    private Answer get(String path) {
        return call(HttpMethod.GET, path, "", MediaType.APPLICATION_JSON);
    }

    private Answer csv(String path) {
        return call(HttpMethod.GET, path, "", MediaType.valueOf("text/csv"));
    }

    @Test
    void aReportIsWhatTheDecisionsAddUpTo() throws Exception {
        publish();
        customersWithCarts();
        messagesArriveAndHalfOfTheCustomersBuy();
        await(0);
        try (AutoCloseable second = engine.second()) {
            await(0);
            await(1);
        }
        await(0);

        JsonNode report = get("/api/reports/journeys/rep-cart?shop=report").body();
        assertThat(report.at("/lift/treated/customers").asLong()
                        + report.at("/lift/control/customers").asLong())
                .isEqualTo(CUSTOMERS);
        assertThat(report.at("/lift/control/customers").asLong()).isPositive();
        assertThat(report.at("/lift/says").asString()).isNotEmpty();
        assertThat(report.at("/byStep/remind/sent").asLong()).isPositive();
        assertThat(report.at("/byChannel/sms/sent").asLong())
                .isEqualTo(report.at("/total/sent").asLong());
        assertThat(report.at("/byVersion/1/entered").asLong())
                .isEqualTo(report.at("/total/entered").asLong());
        assertThat(sum(report.path("byDay"), "sent"))
                .isEqualTo(report.at("/total/sent").asLong());

        JsonNode experiment =
                get("/api/reports/journeys/rep-orders?shop=report").body().at("/experiments/which");
        assertThat(experiment.at("/plain/customers").asLong()
                        + experiment.at("/other/customers").asLong())
                .isEqualTo(CUSTOMERS);
        assertThat(experiment.at("/plain/won").asLong()
                        + experiment.at("/other/won").asLong())
                .isEqualTo(CUSTOMERS / 2);

        JsonNode funnel =
                get("/api/reports/funnel?journey=rep-cart&shop=report").body();
        assertThat(funnel.at("/steps/0/step").asString()).isEqualTo("remind");
        assertThat(funnel.path("ended").asLong())
                .isEqualTo(report.at("/total/left/purchased").asLong());

        assertThat(get("/api/reports/summary?shop=other").body().path("sales").asLong())
                .isZero();
        assertThat(report.at("/total/cost/EUR").decimalValue())
                .isEqualByComparingTo(new BigDecimal("0.0333")
                        .multiply(BigDecimal.valueOf(report.at("/total/sent").asLong())));
        tellsTheSameAsCsv(report);
    }

    private void tellsTheSameAsCsv(JsonNode report) {
        String sent = report.at("/total/sent").asString();
        assertThat(csv("/api/reports/journeys/rep-cart?shop=report").text())
                .startsWith("by,name,figure,amount\r\n")
                .contains("\r\ntotal,all,sent," + sent + "\r\n")
                .contains("\r\nstep,remind,sent," + sent + "\r\n")
                .contains("\r\ntotal,all,cost EUR,"
                        + report.at("/total/cost/EUR").decimalValue().toPlainString() + "\r\n")
                .contains("\r\nlift,rate,difference,")
                .doesNotContain("won-squares");
        assertThat(csv("/api/reports/summary?shop=report").text())
                .contains("\r\njourney,rep-cart,sent," + sent + "\r\n");
        assertThat(csv("/api/reports/funnel?shop=report&journey=rep-cart").text())
                .contains("\r\nstep,remind,reached,");
    }

    private static long sum(JsonNode groups, String figure) {
        return groups.propertyStream()
                .mapToLong(group -> group.getValue().path(figure).asLong())
                .sum();
    }

    @Test
    void whatCannotBeAskedForIsRefusedWithItsReason() {
        assertThat(get("/api/reports/journeys/rep-nowhere?shop=report").status())
                .isEqualTo(404);
        assertThat(get("/api/reports/campaigns/rep-nowhere?shop=report").status())
                .isEqualTo(404);
        assertThat(get("/api/reports/funnel?shop=report").text()).contains("must be a journey's id");
        assertThat(get("/api/reports/summary?from=soon&to=2999-01-01").text()).contains("must be a day such as");
        assertThat(csv("/api/reports/summary?from=2001-01-01").status()).isEqualTo(422);
    }

    private void publish() {
        put("/api/templates/rep-text", "{id: rep-text, locales: {en: {sms: {text: 'Your cart waits'}}}}");
        for (Map.Entry<String, String> journey :
                Map.of("rep-cart", CART, "rep-orders", ORDERS).entrySet()) {
            put("/api/journeys/" + journey.getKey(), journey.getValue());
            String path = "/api/journeys/" + journey.getKey() + "/publish";
            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> call(HttpMethod.POST, path, "{}", MediaType.APPLICATION_JSON)
                                    .status()
                            == 200);
        }
    }

    private void put(String path, String document) {
        Answer answer = call(HttpMethod.PUT, path, document, MediaType.APPLICATION_JSON);
        assertThat(answer.status()).as(answer.text()).isIn(200, 201);
    }

    /** A zone where it is about noon: no message waits for the morning. */
    private static String noon() {
        int ahead = 12 - Instant.now().atOffset(ZoneOffset.UTC).getHour();
        return "Etc/GMT" + (ahead > 0 ? "-" + ahead : "+" + -ahead);
    }

    private static CustomerKey customer(int number) {
        return new CustomerKey(SHOP, "c" + number);
    }

    private void customersWithCarts() {
        for (int i = 0; i < CUSTOMERS; i++) {
            engine.happened(
                    customer(i),
                    CustomerUpdated.newBuilder()
                            .setPhone("+7999556%04d".formatted(i))
                            .setTimezone(noon())
                            .build());
            engine.happened(customer(i), new ConsentChanged(ConsentChannel.any, null, true, "checkout", null, null));
            engine.happened(
                    customer(i),
                    CartUpdated.newBuilder()
                            .setCartId("cart-" + i)
                            .setItems(items())
                            .setTotal(TOTAL)
                            .build());
        }
        Awaitility.await().atMost(SOON).until(() -> decided().of("rep-cart").count(Outcome.ENTERED) == CUSTOMERS);
    }

    private static List<Item> items() {
        return List.of(Item.newBuilder()
                .setProductId("p-1")
                .setName("Kettle")
                .setQuantity(1)
                .setPrice(TOTAL)
                .build());
    }

    private void messagesArriveAndHalfOfTheCustomersBuy() throws Exception {
        List<Decision> sent = decided().all(Outcome.SENT).toList();
        try (KafkaProducer<String, DeliveryReceipt> sender = sender()) {
            boolean overtaken = false;
            for (Decision decision : sent) {
                if (overtaken) { // a web hook was faster than the answer to the request
                    report(sender, decision, ReceiptStatus.DELIVERED, null);
                }
                report(sender, decision, ReceiptStatus.ACCEPTED, new Price(33_300L, "EUR"));
                report(sender, decision, ReceiptStatus.DELIVERED, null);
                report(sender, decision, ReceiptStatus.ACCEPTED, new Price(33_300L, "EUR"));
                overtaken = !overtaken;
            }
        }
        Awaitility.await()
                .atMost(SOON)
                .until(() -> decided().count(Outcome.RECEIPT, "delivered") == sent.size()
                        && decided().count(Outcome.RECEIPT, "accepted") == sent.size());
        for (int i = 0; i < CUSTOMERS; i += 2) {
            engine.happened(customer(i), order(i));
        }
        Awaitility.await()
                .atMost(SOON)
                .until(() -> decided().of("rep-orders").count(Outcome.CONVERTED) == CUSTOMERS / 2);
    }

    private static OrderPlaced order(int number) {
        return OrderPlaced.newBuilder()
                .setOrderId("o-" + number)
                .setNumber(String.valueOf(number))
                .setCartId("cart-" + number)
                .setItems(items())
                .setTotal(TOTAL)
                .setDeliveryMethod(DeliveryMethod.courier)
                .setPaymentMethod("card")
                .setOrigin(Origin.web)
                .build();
    }

    private KafkaProducer<String, DeliveryReceipt> sender() {
        Map<String, Object> config = kafka.clientConfig();
        AvroSerializer<DeliveryReceipt> serializer = new AvroSerializer<>();
        serializer.configure(config, false);
        return new KafkaProducer<>(config, new StringSerializer(), serializer);
    }

    private void report(
            KafkaProducer<String, DeliveryReceipt> sender, Decision sent, ReceiptStatus status, Price price) {
        MessageHeader of = sent.getHeader();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        DeliveryReceipt receipt = DeliveryReceipt.newBuilder()
                .setHeader(new MessageHeader(
                        UUID.randomUUID().toString(), of.getShop(), of.getCustomerId(), now, "sms-sender"))
                .setMessageId(sent.getMessageId())
                .setAttempt(1)
                .setChannel("sms")
                .setStatus(status)
                .setProviderIds(List.of())
                .setDeadTokens(List.of())
                .setPrice(price)
                .build();
        String key = of.getShop() + "/" + of.getCustomerId();
        sender.send(new ProducerRecord<>(kafka.topicPrefix() + "messages.receipts", key, receipt));
    }

    private DecisionsCounted decided() {
        return DecisionsCounted.ofShop(kafka, SHOP);
    }

    /** Until an instance tells what the decisions come to. */
    private void await(int instance) {
        Awaitility.await().atMost(SOON).untilAsserted(() -> {
            DecisionsCounted decided = decided();
            Set<String> journeys = decided.decisions().stream()
                    .map(Decision::getJourney)
                    .filter(journey -> journey != null)
                    .collect(Collectors.toSet());
            assertThat(journeys).contains("rep-cart", "rep-orders");
            for (String journey : journeys) {
                JsonNode report = ask(instance, "/api/reports/journeys/" + journey + "?shop=report");
                assertThat(report.path("missing").size())
                        .as("missing partitions")
                        .isZero();
                decided.of(journey).assertSameAs(report.path("total"));
            }
            JsonNode summary = ask(instance, "/api/reports/summary?shop=report");
            assertThat(summary.path("missing").size()).isZero();
            decided.where(decision -> decision.getJourney() != null).assertSameAs(summary.path("total"));
            decided.assertSalesAre(summary);
        });
    }

    private JsonNode ask(int instance, String path) {
        String text = engine.client(instance, RunningEngine.MARKETER)
                .get()
                .uri(path)
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return JSON.readTree(text == null ? "{}" : text);
    }
}
