package dev.vestnik.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.vestnik.schemas.EventType;
import dev.vestnik.schemas.shop.CodeEvent;
import dev.vestnik.schemas.shop.CustomEvent;
import dev.vestnik.schemas.shop.CustomerUpdated;
import dev.vestnik.schemas.shop.OrderOutForDelivery;
import dev.vestnik.schemas.shop.OrderPlaced;
import dev.vestnik.schemas.shop.ProductEvent;
import dev.vestnik.schemas.shop.ShopEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class CloudEventReaderTest {
    private static final Instant NOW = Instant.parse("2026-01-24T12:00:00Z");
    private static final JsonMapper JSON = new JsonMapper();
    private static final String MONEY = "{'amount': 100, 'currency': 'RUB'}";
    private static final String ITEM = "{'productId': 'p', 'name': 'n', 'quantity': 1, 'price': " + MONEY + "}";
    private static final String WINDOW = "{'from': '2026-01-24T13:00:00Z', 'to': '2026-01-24T15:00:00Z'}";
    private static final String ORDER = "'orderId': 'o', 'number': '1'";

    private final CloudEventReader reader = new CloudEventReader();

    static Stream<EventType> types() {
        return EventType.all().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void readsEveryTypeWithAllItsFields(EventType type) {
        ObjectNode event = SampleEvents.of(type);
        ReadResult.Valid valid = valid(event);
        assertThat(valid.topic().name()).isEqualTo(type.topic());
        assertThat(valid.type()).isEqualTo(type.name());
        assertThat(valid.key()).isEqualTo("main/customer-42");
        String text = valid.value().toString();
        assertThat(text).contains("\"extra\": null");
        assertThat(text.replace("\"extra\": null", "").replace("\"e\": null", ""))
                .as("no field was lost")
                .doesNotContain("null");
    }

    @Test
    void takesTheValuesOver() {
        ShopEvent event = shopEvent(
                "order.out_for_delivery",
                "{" + ORDER + ", 'courier': {'name': 'Степан', 'phone': '+74956460054'}," + "'window': " + WINDOW
                        + ", 'address': 'Leninskaya Sloboda 19', 'amountDue': " + MONEY + "}");
        assertThat(event.getHeader().getEventId()).isEqualTo("e-1");
        assertThat(event.getHeader().getShop()).isEqualTo("main");
        assertThat(event.getHeader().getSource()).isEqualTo("/shops/main");
        assertThat(event.getHeader().getOccurredAt()).isEqualTo("2026-01-24T08:05:00Z");
        assertThat(event.getPayload()).isInstanceOfSatisfying(OrderOutForDelivery.class, order -> {
            assertThat(order.getCourier().getName()).isEqualTo("Степан");
            assertThat(order.getWindow().getFrom()).isEqualTo("2026-01-24T13:00:00Z");
            assertThat(order.getAmountDue().getAmount()).isEqualTo(100);
            assertThat(order.getPaymentMethod()).isNull();
        });
    }

    @Test
    void readsProfilesWithFreeAttributes() {
        ShopEvent event = shopEvent(
                "customer.updated",
                "{'birthday': '1990-02-28', 'timezone': 'Europe/Moscow', 'attributes':"
                        + " {'vip': true, 'size': 42, 'rate': 1.5, 'colour': 'red', 'gone': null, 'card': 12345678901234567890}}");
        CustomerUpdated customer = (CustomerUpdated) event.getPayload();
        assertThat(customer.getBirthday()).isEqualTo(LocalDate.of(1990, 2, 28));
        assertThat(customer.getAttributes())
                .containsEntry("vip", true)
                .containsEntry("size", 42L)
                .containsEntry("rate", 1.5)
                .containsEntry("colour", "red")
                .containsEntry("gone", null)
                .containsEntry("card", "12345678901234567890");
    }

    @Test
    void keepsWhatItDoesNotKnowAtItsPlace() {
        ShopEvent event = shopEvent(
                "order.placed",
                "{" + ORDER + ", 'items': [" + ITEM + ", "
                        + ITEM.replace("'name'", "'colour': 'red', 'name'") + "], 'total': " + MONEY
                        + ", 'deliveryMethod': 'courier', 'paymentMethod': 'card', 'origin': 'web', 'gift': {'wrap': [1.10]}, 'extra': 7}");
        JsonNode extra = SampleEvents.MAPPER.readTree(((OrderPlaced) event.getPayload()).getExtra());
        assertThat(extra).isEqualTo(json("{'items': {'1': {'colour': 'red'}}, 'gift': {'wrap': [1.10]}, 'extra': 7}"));
    }

    @Test
    void productsAndCodesHaveTheirOwnTopics() {
        ReadResult.Valid product = valid(SampleEvents.of(
                "product.updated",
                json("{'name': 'n', 'price': " + MONEY + ", 'stock': 0}").toString()));
        assertThat(product.topic().name()).isEqualTo("shop.products");
        assertThat(((ProductEvent) product.value()).getHeader().getProductId()).isEqualTo("customer-42");
        ReadResult.Valid code = valid(SampleEvents.of(
                "account.verification_requested",
                json("{'code': '1234', 'purpose': 'login', 'expiresAt': '2026-01-24T11:20:00Z'}")
                        .toString()));
        assertThat(code.topic().name()).isEqualTo("shop.codes");
        assertThat(code.value()).isInstanceOf(CodeEvent.class);
    }

    @Test
    void aShopsOwnTypeMayHaveAnyData() {
        for (String data : List.of(
                "{\"a\":[1,{\"b\":null}]}",
                "[1,2]",
                "\"text\"",
                "5.10",
                "true",
                "{\"n\":12345678901234567890,\"d\":0.1234567890123456789}")) {
            ReadResult.Valid valid = valid(SampleEvents.of("x.size-guide.opened", data));
            assertThat(valid.type()).isEqualTo("x");
            assertThat(((ShopEvent) valid.value()).getPayload())
                    .isEqualTo(new CustomEvent("x.size-guide.opened", data));
        }
    }

    @Test
    void anEventWithoutTimeHappenedNow() {
        ObjectNode event = SampleEvents.of("cart.cleared", "{\"cartId\": \"c\"}");
        event.remove("time");
        assertThat(((ShopEvent) valid(event).value()).getHeader().getOccurredAt())
                .isEqualTo(NOW);
    }

    @Test
    void dataMayBeAbsentWhereNothingIsRequired() {
        ObjectNode event = SampleEvents.of("account.registered", "{}");
        event.remove("data");
        assertThat(valid(event).type()).isEqualTo("account.registered");
    }

    @Test
    void theShopIsWhatTheSourceNames() {
        ObjectNode event = SampleEvents.of("account.registered", "{}")
                .put("source", "/shops/north-2/checkout")
                .put("subject", "~v/1");
        assertThat(valid(event).shop()).isEqualTo("north-2");
        assertThat(valid(event).key()).isEqualTo("north-2/~v/1");
    }

    @Test
    void anEventsOwnTraceIsKept() {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        assertThat(valid(SampleEvents.of("account.registered", "{}").put("traceparent", trace))
                        .traceParent())
                .isEqualTo(trace);
    }

    @Test
    void whatIsNoCloudEventAtAllIsOneFault() {
        JsonNode wrapped = JSON.readTree("{\"events\": []}");
        assertThat(reader.read(wrapped, NOW))
                .isInstanceOfSatisfying(
                        ReadResult.Invalid.class,
                        invalid -> assertThat(invalid.faults())
                                .singleElement()
                                .extracting(FieldFault::problem)
                                .asString()
                                .endsWith("several events go as an array, application/cloudevents-batch+json"));
    }

    static Stream<Arguments> attributes() {
        return Stream.of(
                arguments("specversion", "'0.3'", "must be \"1.0\""),
                arguments("specversion", null, "must be \"1.0\""),
                arguments("id", null, "is required: an id"),
                arguments("id", "''", "must be an id"),
                arguments("id", "7", "must be an id"),
                arguments("id", "'a\\nb'", "must be an id"),
                arguments("id", "'" + "x".repeat(257) + "'", "1 to 256 characters"),
                arguments("id", "'\\ud800'", "must be an id"),
                arguments("source", null, "is required: /shops/{shop}"),
                arguments("source", "'https://shop.example'", "must be /shops/{shop}"),
                arguments("source", "'/shops/'", "must be /shops/{shop}"),
                arguments("source", "'/shops/a b'", "must be /shops/{shop}"),
                arguments("subject", null, "is required"),
                arguments("subject", "'~'", "must be an id"),
                arguments("time", "'yesterday'", "must be an RFC 3339 time"),
                arguments("time", "'2026-01-24T11:05:00'", "must be an RFC 3339 time with an offset"),
                arguments("time", "1769252700", "must be an RFC 3339 time"),
                arguments("type", null, "is required: for example order.placed"),
                arguments("type", "5", "must be for example order.placed"),
                arguments("type", "'order.palced'", "is not known; the nearest is order.placed"),
                arguments("type", "'x.'", "must have a name after x."),
                arguments("datacontenttype", "'text/xml'", "must be application/json"),
                arguments("data_base64", "7", "must be JSON in base64"));
    }

    @ParameterizedTest
    @MethodSource("attributes")
    void namesAWrongAttribute(String name, String value, String problem) {
        ObjectNode event = SampleEvents.of("account.registered", "{}");
        if (value == null) {
            event.remove(name);
        } else {
            event.set(name, json(value));
        }
        assertThat(faults(event)).singleElement().satisfies(fault -> {
            assertThat(fault.path()).isEqualTo(name);
            assertThat(fault.problem()).contains(problem);
        });
    }

    static Stream<Arguments> wrongData() {
        String placed = "{" + ORDER + ", 'items': [" + ITEM + "], 'total': " + MONEY
                + ", 'deliveryMethod': 'courier', 'paymentMethod': 'card', 'origin': 'web'}";
        return Stream.of(
                arguments("cart.cleared", "{}", "data.cartId", "is required: an id"),
                arguments("cart.cleared", "[]", "data", "must be an object, but is an array"),
                arguments("cart.cleared", "{'cartId': null}", "data.cartId", "is required"),
                arguments("cart.cleared", "{'cartId': 5}", "data.cartId", "but is a number"),
                arguments(
                        "order.placed", placed.replace("'RUB'", "'RUR1'"), "data.items[0].price.currency", "ISO 4217"),
                arguments(
                        "order.placed",
                        placed.replace("'quantity': 1", "'quantity': 0"),
                        "data.items[0].quantity",
                        "at least 1"),
                arguments(
                        "order.placed",
                        placed.replace("'quantity': 1", "'quantity': 1.5"),
                        "data.items[0].quantity",
                        "whole number"),
                arguments(
                        "order.placed",
                        placed.replace("'quantity': 1", "'quantity': 3000000000"),
                        "data.items[0].quantity",
                        "2147483647"),
                arguments(
                        "order.placed",
                        placed.replace("'amount': 100", "'amount': '100'"),
                        "data.total.amount",
                        "must be a whole number, but is a text"),
                arguments(
                        "order.placed",
                        placed.replace("'amount': 100", "'amount': -1"),
                        "data.total.amount",
                        "must not be negative"),
                arguments(
                        "order.placed",
                        placed.replace("'amount': 100", "'amount': 1e30"),
                        "data.total.amount",
                        "whole number"),
                arguments("order.placed", placed.replace(ITEM, ""), "data.items", "at least one item"),
                arguments(
                        "order.placed",
                        placed.replace("[" + ITEM + "]", "{}"),
                        "data.items",
                        "must be an array, but is an object"),
                arguments(
                        "order.placed", placed.replace("[" + ITEM + "]", "[7]"), "data.items[0]", "must be an object"),
                arguments(
                        "order.placed",
                        placed.replace("'courier'", "'drone'"),
                        "data.deliveryMethod",
                        "one of courier, pickup, post"),
                arguments(
                        "order.placed",
                        placed.replace("'number': '1'", "'number': ''"),
                        "data.number",
                        "must not be empty"),
                arguments(
                        "order.placed",
                        placed.replace("'number': '1'", "'number': '\\ud800'"),
                        "data.number",
                        "half a Unicode character"),
                arguments(
                        "order.call_missed",
                        "{" + ORDER + ", 'callbackPhone': '84956460054'}",
                        "data.callbackPhone",
                        "E.164"),
                arguments(
                        "order.delayed",
                        "{" + ORDER + ", 'expected': {'from': '2026-01-24T15:00:00Z', 'to': '2026-01-24T13:00:00Z'}}",
                        "data.expected.to",
                        "must be after from"),
                arguments(
                        "order.delayed",
                        "{" + ORDER + ", 'expected': {'from': 'soon', 'to': '2026-01-24T13:00:00Z'}}",
                        "data.expected.from",
                        "RFC 3339"),
                arguments("page.viewed", "{'url': '/relative'}", "data.url", "absolute URL"),
                arguments("page.viewed", "{'url': 'javascript:alert(1)'}", "data.url", "absolute URL"),
                arguments("customer.updated", "{'email': 'a@b@c.example'}", "data.email", "e-mail address"),
                arguments(
                        "customer.updated",
                        "{'email': 'a@b.example\\r\\nBcc: x@y.example'}",
                        "data.email",
                        "e-mail address"),
                arguments("customer.updated", "{'locale': 'pt_BR'}", "data.locale", "BCP 47"),
                arguments("customer.updated", "{'timezone': 'Moscow'}", "data.timezone", "IANA time zone"),
                arguments("customer.updated", "{'birthday': '1990-02-30'}", "data.birthday", "a date"),
                arguments("customer.updated", "{'birthday': '2190-02-20'}", "data.birthday", "future"),
                arguments(
                        "customer.updated",
                        "{'attributes': {'a': {}}}",
                        "data.attributes.a",
                        "must be a text, a number"),
                arguments("customer.identified", "{'visitorId': '~v'}", "data.visitorId", "without the leading ~"),
                arguments(
                        "consent.changed",
                        "{'channel': 'sms', 'granted': 'yes', 'source': 's'}",
                        "data.granted",
                        "true or false, but is a text"),
                arguments("device.registered", "{'platform': 'ios'}", "data.token", "is required for ios"),
                arguments(
                        "device.registered",
                        "{'platform': 'android', 'token': ' '}",
                        "data.token",
                        "must not be empty"),
                arguments(
                        "device.registered",
                        "{'platform': 'web', 'token': 't'}",
                        "data.subscription",
                        "is required for web"),
                arguments("rating.given", "{'subject': 'order', 'score': -1}", "data.score", "must not be negative"),
                arguments("rating.given", "{'subject': 'order', 'score': 1e999}", "data.score", "must be a number"),
                arguments(
                        "product.updated",
                        "{'name': 'n', 'price': " + MONEY + ", 'stock': -1}",
                        "data.stock",
                        "must not be negative"),
                arguments(
                        "product.updated",
                        "{'name': 'n', 'price': {'amount': -1, 'currency': 'RUB'}, 'stock': 1}",
                        "data.price.amount",
                        "must not be negative"),
                arguments(
                        "account.verification_requested",
                        "{'code': '1', 'purpose': 'login', 'expiresAt': '2026-01-24T08:00:00Z'}",
                        "data.expiresAt",
                        "after the event's time"));
    }

    @ParameterizedTest
    @MethodSource("wrongData")
    void namesAWrongValueWithItsPath(String type, String data, String path, String problem) {
        assertThat(faults(SampleEvents.of(type, json(data).toString())))
                .anySatisfy(fault -> {
                    assertThat(fault.path()).isEqualTo(path);
                    assertThat(fault.problem()).contains(problem);
                })
                .allSatisfy(fault -> assertThat(fault.path()).startsWith("data"));
    }

    @Test
    void namesAllFaultsAtOnce() {
        ObjectNode event = SampleEvents.of(
                "order.placed",
                json("{'orderId': '', 'items': [{'name': 'n', 'quantity': 0,"
                                + " 'price': {'amount': -5, 'currency': 'rub'}, 'url': 'x'}], 'total': 12, 'deliveryMethod': 'air', 'origin': 'web',"
                                + " 'callWindow': {'from': '2026-01-24T15:00:00Z', 'to': '2026-01-24T15:00:00Z'}}")
                        .toString());
        event.put("time", "now").remove("subject");
        assertThat(faults(event))
                .extracting(FieldFault::path)
                .containsExactlyInAnyOrder(
                        "subject",
                        "time",
                        "data.orderId",
                        "data.number",
                        "data.items[0].productId",
                        "data.items[0].quantity",
                        "data.items[0].price.currency",
                        "data.items[0].price.amount",
                        "data.items[0].url",
                        "data.total",
                        "data.deliveryMethod",
                        "data.paymentMethod",
                        "data.callWindow.to");
    }

    @Test
    void saysHowManyFaultsItDoesNotList() {
        List<Integer> items = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            items.add(i);
        }
        ObjectNode event =
                SampleEvents.of("cart.updated", JSON.writeValueAsString(Map.of("cartId", "c", "items", items)));
        assertThat(faults(event))
                .hasSize(101)
                .last()
                .satisfies(fault -> assertThat(fault.problem()).isEqualTo("4901 more faults are not listed"));
    }

    /** The engine reads it as a number of the shop's country, which the door does not know. */
    @ParameterizedTest
    @ValueSource(strings = {"8 916 123-45-67", "89161234567", "(916) 123.45.67", "030/901820"})
    void takesTheNumberOfACustomerAsPeopleWriteItAndWarns(String phone) {
        ReadResult.Valid updated = valid(phone(phone));
        assertThat(updated.value().toString()).contains("\"phone\": \"" + phone + "\"");
        assertThat(updated.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.path()).isEqualTo("data.phone");
            assertThat(warning.problem()).contains("no country code");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"+7 (916) 123-45-67", "+7.916.123.45.67", "+79161234567"})
    void keepsAnInternationalNumberWithoutWhatPeoplePutBetweenItsDigits(String phone) {
        ReadResult.Valid updated = valid(phone(phone));
        assertThat(updated.value().toString()).contains("\"phone\": \"+79161234567\"");
        assertThat(updated.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "none",
                "1234",
                "8 916 123-45-67 after six",
                "+0 916 123-45-67",
                "8+9161234567",
                "+79",
                "1234567890123456789"
            })
    void refusesWhatIsNoNumberInAnyCountry(String phone) {
        assertThat(faults(phone(phone))).singleElement().satisfies(fault -> {
            assertThat(fault.path()).isEqualTo("data.phone");
            assertThat(fault.problem()).contains("8 495 646-00-54");
        });
    }

    private static ObjectNode phone(String phone) {
        return SampleEvents.of("customer.updated", "{\"phone\": \"" + phone + "\"}");
    }

    @Test
    void halfACharacterIsNotLostSilentlyInWhatIsFree() {
        assertHalf("x.own", "{'a': [{'b': '\\ud800'}]}", "data.a");
        assertHalf("x.own", "'\\ud800'", "data");
        assertHalf("x.own", "{'" + "n".repeat(1_000) + "': '\\ud800'}", "data");
        assertHalf("x.own", "{'\\ud800': 1}", "data");
        assertHalf("cart.cleared", "{'cartId': 'c', 'note': {'a': '\\udc00'}}", "data.note");
        assertHalf("cart.cleared", "{'cartId': 'c', '\\udc00': 1}", "data");
        assertHalf("customer.updated", "{'attributes': {'a\\ud800': 'x'}}", "data.attributes");
    }

    private void assertHalf(String type, String data, String path) {
        List<FieldFault> faults = faults(SampleEvents.of(type, json(data).toString()));
        assertThat(faults).singleElement().satisfies(fault -> {
            assertThat(fault.path()).isEqualTo(path);
            assertThat(fault.problem()).contains("half a Unicode character");
        });
    }

    @Test
    void faultsCanBeToldWhateverNamesThereAre() {
        for (String name : List.of("\\ud800", "\\udc00\\ud800", "n".repeat(40_000))) {
            List<FieldFault> faults = faults(
                    SampleEvents.of("customer.updated", "{\"attributes\": {\"" + name + "\": []}, \"birthday\": 1}"));
            assertThat(faults).extracting(FieldFault::path).contains("data.attributes", "data.birthday");
            assertThat(JSON.writeValueAsBytes(faults)).hasSizeLessThan(1_000);
        }
    }

    @Test
    void whatIsNoObjectIsNoEvent() {
        assertThat(reader.read(JSON.readTree("[]"), NOW))
                .isInstanceOfSatisfying(
                        ReadResult.Invalid.class,
                        invalid -> assertThat(invalid.reason()).isEqualTo(Refusal.MALFORMED));
    }

    @Test
    void visitorsCannotBeIdentifiedAsVisitorsOrProducts() {
        ObjectNode identified =
                SampleEvents.of("customer.identified", "{\"visitorId\": \"v\"}").put("subject", "~w");
        assertThat(faults(identified)).extracting(FieldFault::path).containsExactly("subject");
    }

    @Test
    void answersWhateverComes() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<ObjectNode> samples =
                EventType.all().stream().map(SampleEvents::of).toList();
        for (int i = 0; i < 20_000; i++) {
            ObjectNode event = samples.get(random.nextInt(samples.size())).deepCopy();
            mutate(event, random);
            mutate(event, random);
            assertThat(reader.read(event, NOW)).as("seed %d: %s", seed, event).isNotNull();
        }
    }

    private static void mutate(ObjectNode object, Random random) {
        List<String> names = new ArrayList<>(object.propertyNames());
        if (names.isEmpty()) {
            return;
        }
        String name = names.get(random.nextInt(names.size()));
        if (object.get(name) instanceof ObjectNode inner && random.nextInt(4) > 0) {
            mutate(inner, random);
            return;
        }
        object.set(name, anything(random));
    }

    private static JsonNode anything(Random random) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (random.nextInt(9)) {
            case 0 -> json.nullNode();
            case 1 -> json.numberNode(random.nextLong());
            case 2 -> json.numberNode(new java.math.BigDecimal("1e" + random.nextInt(2_000_000_000)));
            case 3 -> json.stringNode("");
            case 4 -> json.stringNode(Character.toString(random.nextInt(0x110000)));
            case 5 -> json.arrayNode().add(json.nullNode()).add(1);
            case 6 -> json.objectNode().put("from", "x").put("amount", -1).putNull("price");
            case 7 -> json.booleanNode(random.nextBoolean());
            default -> json.stringNode("2026-01-24T11:05:00Z");
        };
    }

    private ShopEvent shopEvent(String type, String data) {
        return (ShopEvent) valid(SampleEvents.of(type, json(data).toString())).value();
    }

    private ReadResult.Valid valid(ObjectNode event) {
        ReadResult reading = reader.read(event, NOW);
        assertThat(reading).isInstanceOf(ReadResult.Valid.class);
        return (ReadResult.Valid) reading;
    }

    private List<FieldFault> faults(ObjectNode event) {
        ReadResult reading = reader.read(event, NOW);
        assertThat(reading).isInstanceOf(ReadResult.Invalid.class);
        return ((ReadResult.Invalid) reading).faults();
    }

    private static JsonNode json(String singleQuoted) {
        return SampleEvents.MAPPER.readTree(singleQuoted.replace('\'', '"'));
    }
}
