package dev.vestnik.rules.testrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.condition.EventData;
import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.condition.SampleValues;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.decide.StepRegistry;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.DocumentText;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.document.Faults;
import dev.vestnik.rules.journey.Catalogue;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyCompiler;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.offer.OfferDocument;
import dev.vestnik.rules.settings.ShopSettings;
import dev.vestnik.rules.template.Rendering;
import dev.vestnik.rules.template.SampleData;
import dev.vestnik.rules.template.SmsSegments;
import dev.vestnik.rules.template.Template;
import dev.vestnik.rules.template.TemplateCompiler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The packs in {@code scenario-packs/}: their journeys do what their tests say, and their texts are good in every language. */
class PacksTest {
    private static final Path PACKS = Path.of("../scenario-packs");
    private static final List<String> LANGUAGES = List.of("en", "ru");
    private static final int MOST_SEGMENTS = 2;
    private static final String NUMBER = "AB-12465";
    private static final Instant NOW = Instant.parse("2026-12-24T11:05:00Z");
    private static final SampleValues VALUES = SampleValues.of(
            List.of(
                    "order.placed",
                    "order.confirmed",
                    "order.ready",
                    "order.shipped",
                    "order.out_for_delivery",
                    "order.call_missed",
                    "order.cancelled",
                    "order.refunded"),
            NOW);
    private static final YAMLMapper YAML = new YAMLMapper();

    /** A pack as it lies there. */
    private record Pack(Path root) {
        Map<String, String> files(String folder, String ending) {
            Map<String, String> texts = new TreeMap<>();
            if (Files.isDirectory(root.resolve(folder))) {
                try (Stream<Path> files = Files.walk(root.resolve(folder))) {
                    files.filter(file -> file.toString().endsWith(ending))
                            .forEach(file -> texts.put(root.relativize(file).toString(), text(file)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return texts;
        }

        Map<String, Template> templates() {
            Map<String, Template> templates = new HashMap<>();
            files("templates", ".yml").forEach((path, text) -> {
                Template template = sound(path, new TemplateCompiler().check(text));
                assertThat(path).isEqualTo("templates/" + template.id() + ".yml");
                templates.put(template.id(), template);
            });
            return templates;
        }

        Map<String, Journey> journeys() {
            JourneyCompiler compiler = new JourneyCompiler(new Expressions(), StepRegistry.KINDS);
            Map<String, Journey> journeys = new TreeMap<>();
            Catalogue catalogue = new Offering(Catalogue.of(templates()), offers());
            files("journeys", ".yml").forEach((path, text) -> {
                Journey journey = sound(path, compiler.check(text, 1, catalogue));
                assertThat(path).isEqualTo("journeys/" + journey.id() + ".yml");
                journeys.put(journey.id().value(), journey);
            });
            return journeys;
        }

        Set<String> offers() {
            Map<String, String> offers = new HashMap<>();
            files("offers", ".yml")
                    .forEach((path, text) -> offers.put(
                            sound(path, OfferDocument.parse(text)).offer().id(), path));
            return offers.keySet();
        }

        @Override
        public String toString() {
            return String.valueOf(root.getFileName());
        }
    }

    /** Templates, and the offers beside them. */
    private record Offering(Catalogue templates, Set<String> offers) implements Catalogue {
        @Override
        public Template template(String id) {
            return templates.template(id);
        }

        @Override
        public Set<String> ids() {
            return templates.ids();
        }
    }

    static Stream<Pack> packs() throws IOException {
        try (Stream<Path> folders = Files.list(PACKS)) {
            return folders.filter(Files::isDirectory).sorted().map(Pack::new).toList().stream();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T sound(String path, Checked<T> checked) {
        return switch (checked) {
            case Checked.Sound<T>(T value, var warnings) -> {
                assertThat(warnings).as(path).isEmpty();
                yield value;
            }
            case Checked.Faulty<T>(var faults) -> throw new AssertionError(path + ": " + faults);
        };
    }

    @Test
    void thereArePacks() throws IOException {
        assertThat(packs()).hasSizeGreaterThanOrEqualTo(10);
    }

    @ParameterizedTest
    @MethodSource("packs")
    void everyJourneyDoesWhatItsTestsSay(Pack pack) {
        Map<String, Journey> journeys = pack.journeys();
        TestBed bed = new TestBed(pack.templates(), ShopSettings.DEFAULT, FeatureLevel.NEWEST);
        TestRunner runner = new TestRunner(new Decider((customer, channel, topic) -> "https://example.org/u"));
        Map<String, String> tests = pack.files("tests", ".yml");
        journeys.keySet()
                .forEach(id -> assertThat(tests.keySet())
                        .as("a test of " + id)
                        .anyMatch(path -> path.startsWith("tests/" + id + "/")));
        tests.forEach((path, text) -> {
            JourneyTest test = sound(path, JourneyTest.parse(text));
            Stream<String> live = Stream.concat(
                    Stream.of(path.split("/")[1]), test.run().with().stream().map(JourneyId::value));
            assertThat(test.differences(runner.run(
                            test.run(),
                            bed.under(
                                    live.map(journeys::get).toList(), test.run().start()))))
                    .as(path)
                    .isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("packs")
    void everyTextIsRenderedWithFullAndWithMinimalData(Pack pack) {
        pack.templates().forEach((id, template) -> {
            SampleData minimal = SampleData.fill(
                    template,
                    Map.of("shop", Map.of("name", "Lavka")),
                    Set.of("event", "context", "customer", "shop", "links"),
                    VALUES);
            for (String language : LANGUAGES) {
                SampleData again = SampleData.fill(template, askedAgain(language), Set.of(), VALUES);
                SampleData first = SampleData.fill(template, full(language), Set.of("context"), VALUES);
                for (Channel channel : template.channels()) {
                    String place = pack + " " + id + " " + language + " " + channel;
                    for (SampleData data : List.of(first, again)) {
                        readable(place, template.render(channel, language, data.variables()));
                    }
                    readable(place, template.render(channel, language, minimal.variables()));
                }
            }
        });
    }

    private static void readable(String place, Rendering rendering) {
        assertThat(rendering).as(place + " " + rendering).isInstanceOf(Rendering.Text.class);
        if (rendering instanceof Rendering.Sms(String text)) {
            assertThat(SmsSegments.count(text)).as(place + ": " + text).isLessThanOrEqualTo(MOST_SEGMENTS);
            assertThat(text).as(place).doesNotContain("  ", " .", " ,", "..", "{{", "{%");
        }
        if (rendering instanceof Rendering.Email(String subject, String html, String text)) {
            assertThat(subject).as(place).isNotBlank().doesNotContain("{{", "  ");
            assertThat(text).as(place).isNotBlank().doesNotContain("{{", "{%", " .", " ,", "..");
            assertThat(html + text)
                    .as(place + " has the number as it is")
                    .doesNotContain(NUMBER.toLowerCase(Locale.ROOT));
        }
    }

    /** What a real event is likely to have; the rest is made up. */
    private static Map<String, Object> full(String language) {
        boolean russian = language.equals("ru");
        String street = russian ? "Ленинская Слобода, 19" : "Leninskaya Sloboda 19";
        String address = street + (russian ? ", кв. 4" : ", flat 4");
        String shop = russian ? "Лавка" : "Lavka";
        Map<String, Object> money = Map.of("amount", 12_990_00L, "currency", "RUB");
        Map<String, Object> window = Map.of("from", NOW, "to", NOW.plusSeconds(7_200));
        Map<String, Object> event = Map.ofEntries(
                Map.entry("number", NUMBER),
                Map.entry("total", money),
                Map.entry("amount", money),
                Map.entry("amountDue", money),
                Map.entry("callWindow", window),
                Map.entry("nextWindow", window),
                Map.entry("window", window),
                Map.entry("expected", window),
                Map.entry("callbackPhone", "+74956460054"),
                Map.entry("address", address),
                Map.entry("pickup", Map.of("address", street, "hours", "10-21")),
                Map.entry("carrier", russian ? "Почта России" : "Parcel Service"),
                Map.entry("trackingUrl", "https://track.example/RA123456789RU"),
                Map.entry("courier", Map.of("name", russian ? "Константин" : "Constantine", "phone", "+79161234567")),
                Map.entry("status", russian ? "на границе" : "at the border"),
                Map.entry("by", "shop"));
        Map<String, Object> context = Map.ofEntries(
                Map.entry("number", NUMBER),
                Map.entry("total", money),
                Map.entry("amount", money),
                Map.entry("due", money),
                Map.entry("how", "cash"),
                Map.entry("window", window),
                Map.entry("address", address),
                Map.entry("hours", "10-21"),
                Map.entry("keepUntil", NOW),
                Map.entry("dueBy", NOW),
                Map.entry("link", "https://lavka.example/p/RA1234567"),
                Map.entry("offer", Map.of("code", "SPRING-7Q", "expiresAt", NOW)));
        return Map.of(
                "event",
                event,
                "context",
                context,
                "customer",
                Map.of("firstName", russian ? "Александра" : "Alexandra"),
                "shop",
                Map.of("name", shop, "phone", "+74956460054", "complaints", "help@lavka.example"));
    }

    /** The same where an answer was not understood. */
    private static Map<String, Object> askedAgain(String language) {
        Map<String, Object> variables = new HashMap<>(full(language));
        Map<String, Object> context = new HashMap<>();
        if (variables.get("context") instanceof Map<?, ?> known) {
            known.forEach((name, value) -> context.put(String.valueOf(name), value));
        }
        context.put("answer", Map.of("text", "what?"));
        context.put("rating", Map.of("text", "what?"));
        variables.put("context", context);
        return variables;
    }

    @ParameterizedTest
    @MethodSource("packs")
    void everyEventIsOneThatAShopCanSend(Pack pack) {
        Map<String, String> files = pack.files("events", ".ndjson");
        assertThat(files).as(pack + " has sample events").isNotEmpty();
        files.forEach((path, lines) -> lines.lines().forEach(line -> {
            JsonNode event = JsonMapper.shared().readTree(line);
            assertThat(event.path("source").asString()).as(line).startsWith("/shops/");
            if (event.path("type").asString().equals("product.updated")) {
                assertThat(faultsOfProduct(known(event))).as(path).isEmpty();
                return;
            }
            String test = "{\"events\": [{\"type\": \"%s\", \"data\": %s}], \"expect\": {\"messages\": []}}"
                    .formatted(event.path("type").asString(), known(event));
            sound(path, JourneyTest.parse(test, "event"));
        }));
    }

    /** What a shop says of a product is no event of a customer, and so in no test. */
    private static List<Fault> faultsOfProduct(JsonNode data) {
        Faults faults = new Faults();
        new EventData(NOW).read("product.updated", Objects.requireNonNull(DocumentText.read(data.toString(), faults)));
        return faults.all();
    }

    /** Without what the shop adds of its own: the door keeps it in {@code extra}. */
    private static JsonNode known(JsonNode event) {
        JsonNode data = event.path("data").deepCopy();
        if (data instanceof ObjectNode object) {
            object.remove(List.of("marketplace", "recipientPhone"));
        }
        return data;
    }

    @ParameterizedTest
    @MethodSource("packs")
    void itsPageShowsEveryJourney(Pack pack) {
        JsonNode head = YAML.readTree(text(pack.root().resolve("pack.yml")));
        assertThat(head.path("name").asString()).isEqualTo(pack.toString());
        assertThat(head.path("scenarios").isEmpty()).isFalse();
        String page = text(pack.root().resolve("README.md"));
        for (String id : pack.journeys().keySet()) {
            assertThat(page).as(pack + " draws " + id).containsPattern("### " + id + "\n\n[^#]*```mermaid\n");
        }
        assertThat(page).contains("## Figures to judge it by");
    }
}
