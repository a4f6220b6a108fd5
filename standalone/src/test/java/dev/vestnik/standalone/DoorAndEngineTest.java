package dev.vestnik.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.vestnik.engine.streams.edge.Incoming;
import dev.vestnik.engine.streams.edge.IncomingRecords;
import dev.vestnik.engine.streams.edge.JsonValues;
import dev.vestnik.ingest.event.CloudEventReader;
import dev.vestnik.ingest.event.ReadResult;
import dev.vestnik.rules.decide.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The engine can read every event that the door accepts: at each limit the door refuses an event, or the engine reads it as it was sent.
 */
class DoorAndEngineTest {
    private static final Instant NOW = Instant.parse("2026-01-24T11:05:00Z");
    private static final int DEEPEST = 100;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final String EVENT =
            "{\"specversion\": \"1.0\", \"id\": \"e1\", \"source\": \"/shops/main\", \"type\": \"TYPE\", "
                    + "\"time\": \"2026-01-24T11:05:00Z\", \"subject\": \"c1\", \"data\": DATA}";

    private static final CloudEventReader DOOR = new CloudEventReader();

    static Stream<Arguments> customData() {
        return Stream.of(
                accepted("nothing", "null"),
                accepted("an object", "{}"),
                accepted("a list", "[1.50]"),
                accepted("a text", "\"x\""),
                accepted("a number", "7"),
                accepted("as deep as may be", nested("{\"a\":", DEEPEST, "}")),
                refused("deeper than that", nested("{\"a\":", DEEPEST + 1, "}")),
                refused("490 objects deep", nested("{\"a\":", 490, "}")),
                accepted("lists as deep as may be", nested("[", DEEPEST, "]")),
                refused("490 lists deep", nested("[", 490, "]")),
                accepted("the largest double", "{\"n\": 1.7976931348623157e308}"),
                refused("1e400", "{\"n\": 1e400}"),
                refused("-1e400 in a list", "{\"n\": [-1e400]}"),
                refused("1e1000000000", "{\"n\": 1e1000000000}"),
                accepted("1e-400", "{\"n\": 1e-400}"),
                accepted("20 digits", "{\"n\": 12345678901234567890}"),
                accepted("300 digits", "{\"n\": " + "9".repeat(300) + "}"),
                refused("400 digits", "{\"n\": " + "9".repeat(400) + "}"),
                refused("400 digits, negative", "{\"n\": -" + "9".repeat(400) + "}"),
                accepted("a name with NUL", "{\"a\\u0000b\": \"c\\u0000d\"}"),
                refused("half a letter", "{\"a\": \"\\ud800\"}"),
                refused("half a letter in a name", "{\"\\udc00\": 1}"),
                accepted("an empty name", "{\"\": 1}"),
                accepted("a long name", "{\"" + "n".repeat(40_000) + "\": 1}"),
                accepted("a long text", "{\"a\": \"" + "x".repeat(800_000) + "\"}"),
                accepted("many names", "{" + numbered(50_000) + "}"),
                accepted("nulls", "{\"a\": null, \"b\": [null, {\"c\": null}]}"));
    }

    /** Customer data that the schema does not know, beside its fields and inside of them. */
    static Stream<Arguments> customersData() {
        return Stream.of(
                accepted("more of the customer", "{\"extra\": {\"a\": [1.50, {\"b\": null}]}}"),
                refused("more than deep", "{\"more\": " + nested("[", DEEPEST, "]") + "}"),
                refused("more of 1e400", "{\"more\": 1e400}"),
                refused("more of 400 digits", "{\"more\": {\"n\": " + "9".repeat(400) + "}}"),
                refused("an attribute of 1e400", "{\"attributes\": {\"n\": 1e400}}"),
                refused("an attribute of 400 digits", "{\"attributes\": {\"n\": " + "9".repeat(400) + "}}"),
                accepted("attributes", "{\"attributes\": {\"n\": 12345678901234567890, \"t\": true, \"z\": null}}"),
                refused("a name of 20,000 letters", "{\"name\": \"" + "x".repeat(20_000) + "\"}"),
                refused("an attribute of 20,000 letters", "{\"attributes\": {\"a\": \"" + "x".repeat(20_000) + "\"}}"),
                refused("a locale without an end", "{\"locale\": \"en-x" + "-abcdefgh".repeat(1_000) + "\"}"),
                refused("a zone that is none", "{\"timezone\": \"Mars/Olympus\"}"),
                refused("the year -1", "{\"birthday\": \"-0001-01-01\"}"),
                refused("the year 1000000", "{\"birthday\": \"+1000000-01-01\"}"),
                accepted("the year 0", "{\"birthday\": \"0000-01-01\"}"));
    }

    static Stream<Arguments> envelopes() {
        return Stream.of(
                accepted("a slash", field("subject", "\"a/b\"")),
                accepted("a visitor", field("subject", "\"~a\"")),
                refused("a visitor without a name", field("subject", "\"~\"")),
                refused("NUL", field("subject", "\"a\\u0000\"")),
                refused("a new line", field("subject", "\"a\\r\\nb\"")),
                refused("half a letter", field("subject", "\"\\ud800\"")),
                accepted("256 letters", field("subject", "\"" + "я".repeat(256) + "\"")),
                refused("257 letters", field("subject", "\"" + "я".repeat(257) + "\"")),
                refused("an id of 257 letters", field("id", "\"" + "x".repeat(257) + "\"")),
                refused("a shop with a slash", field("source", "\"/shops/a%2Fb\"")),
                refused("a shop of 65 letters", field("source", "\"/shops/" + "x".repeat(65) + "\"")),
                accepted("the year 0", field("time", "\"0000-01-01T00:00:00Z\"")),
                accepted("the year 9999", field("time", "\"9999-12-31T23:59:59-18:00\"")),
                refused("the year -1000000", field("time", "\"-1000000-01-01T00:00:00Z\"")),
                refused("the year 1000000", field("time", "\"+1000000-01-01T00:00:00Z\"")),
                refused("a type of 200 letters", field("type", "\"x." + "y".repeat(200) + "\"")));
    }

    private static Arguments accepted(String name, String json) {
        return arguments(Named.of(name, json), true);
    }

    private static Arguments refused(String name, String json) {
        return arguments(Named.of(name, json), false);
    }

    private static String field(String name, String value) {
        return "\"" + name + "\": " + value;
    }

    private static String nested(String open, int depth, String close) {
        String inner = open.equals("[") ? "" : "1";
        return open.repeat(depth) + inner + close.repeat(depth);
    }

    private static String numbered(int count) {
        StringBuilder names = new StringBuilder("\"n\": 0");
        for (int i = 0; i < count; i++) {
            names.append(",\"n").append(i).append("\":").append(i);
        }
        return names.toString();
    }

    @ParameterizedTest
    @MethodSource("customData")
    void dataOfAShopsOwnEvent(String data, boolean accepted) {
        holds(JSON.readTree(EVENT.replace("DATA", data).replace("TYPE", "x.own")), accepted);
    }

    @ParameterizedTest
    @MethodSource("customersData")
    void dataOfACustomer(String data, boolean accepted) {
        holds(JSON.readTree(EVENT.replace("DATA", data).replace("TYPE", "customer.updated")), accepted);
    }

    @ParameterizedTest
    @MethodSource("envelopes")
    void envelope(String attribute, boolean accepted) {
        String name = attribute.substring(0, attribute.indexOf(':'));
        String plain = EVENT.replace("DATA", "{}").replace("TYPE", "x.own");
        String other = plain.replaceAll(name + ": \"[^\"]*\"", java.util.regex.Matcher.quoteReplacement(attribute));
        holds(JSON.readTree(other), accepted);
    }

    private static void holds(JsonNode event, boolean accepted) {
        switch (DOOR.read(event, NOW)) {
            case ReadResult.Valid valid -> {
                assertThat(accepted).as("accepted").isTrue();
                readByTheEngine(valid);
            }
            case ReadResult.Invalid invalid -> {
                assertThat(accepted).as("accepted, but for " + invalid.faults()).isFalse();
                assertThat(invalid.faults())
                        .isNotEmpty()
                        .allSatisfy(fault -> assertThat(fault.problem()).isNotBlank());
            }
        }
    }

    private static void readByTheEngine(ReadResult.Valid valid) {
        Incoming incoming = IncomingRecords.read(valid.value(), NOW);
        assertThat(incoming).isInstanceOf(Incoming.Said.class);
        Signal signal = ((Incoming.Said) incoming).signal();
        Map<String, Object> data = ((Signal.Happened) signal).event().data();
        everything(data);
    }

    /** Checks that every value is of a kind that the rules know, data beyond the schema included. */
    private static void everything(Object value) {
        switch (value) {
            case Map<?, ?> map -> map.values().forEach(DoorAndEngineTest::everything);
            case List<?> list -> list.forEach(DoorAndEngineTest::everything);
            case Double number -> assertThat(number).isFinite();
            case String text -> assertThat(text).isNotNull();
            case Long number -> assertThat(number).isNotNull();
            case Boolean truth -> assertThat(truth).isNotNull();
            case Instant instant -> assertThat(instant).isNotNull();
            default -> throw new AssertionError("no rule knows a " + value.getClass());
        }
        if (value instanceof Map<?, ?> map && map.containsKey("a")) {
            assertThat(JsonValues.object(JsonValues.text(copied(map)))).isNotEmpty();
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> copied(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }
}
