package dev.vestnik.rules.testrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.decide.StepRegistry;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.journey.Catalogue;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.journey.JourneyCompiler;
import dev.vestnik.rules.settings.SettingsDocument;
import dev.vestnik.rules.template.Template;
import dev.vestnik.rules.template.TemplateCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A month of a shop with all packs on, in virtual time. What arrives is counted again from the events alone, by somebody who knows nothing
 * of journeys.
 */
class ShopMonthTest {
    private static final int CUSTOMERS = 300;
    /** {@code -Dshop.month.seed=7} makes another month. */
    private static final long SEED = Long.getLong("shop.month.seed", 1);

    /** What advertising the events of this shop can lead to; it has no others to answer for. */
    private static final Set<String> ADVERTISING =
            Set.of("cart-reminder", "content", "review", "how-to", "regulars", "buy-again", "bought-a-not-b");

    private static final Duration CAP = Duration.ofDays(7);
    private static final int MOST_A_WEEK = 3;
    private static final Pattern CART = Pattern.compile("https://s\\.example/(c[0-9-]+)");
    private static final String SETTINGS = """
            zone: Europe/Moscow
            locale: ru
            texts: {name: Lavka}
            quietHours: [{from: "21:00", to: "09:00"}]
            caps: [{max: %d, per: P7D}]
            """.formatted(MOST_A_WEEK);

    private static Definitions definitions;
    private static Journey cartReminder;

    @BeforeAll
    static void publishAllPacks() throws IOException {
        Map<String, Template> templates = new HashMap<>();
        for (String text : documents("templates")) {
            Template template = sound(new TemplateCompiler().check(text));
            templates.put(template.id(), template);
        }
        List<Journey> journeys = new ArrayList<>();
        JourneyCompiler compiler = new JourneyCompiler(new Expressions(), StepRegistry.KINDS);
        for (String text : documents("journeys")) {
            journeys.add(sound(compiler.check(text, 1, Catalogue.of(templates))));
        }
        TestBed bed =
                new TestBed(templates, sound(SettingsDocument.parse(SETTINGS)).settings(), FeatureLevel.NEWEST);
        definitions = bed.under(journeys, Instant.EPOCH);
        cartReminder = journeys.stream()
                .filter(journey -> journey.id().value().equals("cart-reminder"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> documents(String folder) throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("../scenario-packs"), 3)) {
            for (Path file :
                    files.filter(file -> file.getParent().endsWith(folder)).toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }

    private static <T> T sound(Checked<T> checked) {
        return switch (checked) {
            case Checked.Sound<T>(T value, var warnings) -> value;
            case Checked.Faulty<T>(var faults) -> throw new AssertionError(faults);
        };
    }

    /** What a customer does in the month, and what that must bring. */
    private static final class Life {
        private final Random random;
        private final String id;
        private final List<String> events = new ArrayList<>();
        private final Map<String, Integer> due = new TreeMap<>();
        private final Map<String, Duration> bought = new HashMap<>();
        private int abandoned;

        Life(long seed, int number) {
            random = new Random(seed * 31 + number);
            id = "customer-" + number;
            int carts = random.nextInt(4);
            for (int i = 0; i < carts; i++) {
                cart(
                        number + "-" + i,
                        Duration.ofDays(i * 7L + random.nextInt(6)).plusMinutes(random.nextInt(1_440)));
            }
        }

        private void cart(String name, Duration at) {
            happens(
                    at,
                    "cart.updated",
                    "cartId: c%s, checkoutUrl: \"https://s.example/c%s\", %s"
                            .formatted(name, name, "total: {amount: 129900, currency: RUB}"));
            if (random.nextInt(3) == 0) {
                abandoned++;
                return;
            }
            Duration placed = at.plusMinutes(1 + random.nextInt(110));
            bought.put("c" + name, placed);
            boolean byPhone = random.nextInt(10) == 0;
            order(
                    "orderId: o%s, number: \"%s\"".formatted(name, name),
                    byPhone ? "origin: phone" : "cartId: c%s".formatted(name),
                    placed);
        }

        private void order(String order, String cart, Duration placed) {
            happens(placed, "order.placed", order + ", " + cart);
            owes("order-accepted", 2);
            happens(placed.plusHours(3), "order.confirmed", order);
            owes("order-confirmed", 2);
            if (random.nextInt(8) == 0) {
                happens(placed.plusHours(6), "order.cancelled", order + ", by: shop");
                owes("order-cancelled", 1);
                return;
            }
            happens(placed.plusDays(1), "order.shipped", order);
            owes("order-shipped", 1);
            Duration window = placed.plusDays(2);
            happens(
                    window,
                    "order.out_for_delivery",
                    order + ", window: {from: %s, to: %s}".formatted(window, window.plusHours(3)));
            owes("courier", 1);
            happens(window.plusHours(2), "order.delivered", order);
            owes("order-delivered", 1);
            if (random.nextInt(10) == 0) {
                happens(window.plusDays(1), "order.return_requested", order);
                owes("return-registered", 1);
            }
        }

        private void owes(String template, int messages) {
            due.merge(template, messages, Integer::sum);
        }

        private void happens(Duration at, String type, String data) {
            events.add("  - {at: %s, type: %s, data: {%s}}\n".formatted(at, type, data));
        }

        TestRun run() {
            String text = """
                    customer: {id: %s, profile: {phone: "+74956460054", email: a@example.org, timezone: Europe/Moscow}}
                    until: P45D
                    events:
                    %sexpect: {messages: []}
                    """.formatted(id, events.isEmpty() ? "  []\n" : String.join("", events));
            return sound(JourneyTest.parse(text, id)).run();
        }
    }

    @Test
    void addsUp() {
        TestRunner runner = new TestRunner(new Decider((customer, channel, topic) -> "https://example.org/u"));
        Map<String, Integer> due = new TreeMap<>();
        Map<String, Integer> arrived = new TreeMap<>();
        int abandoned = 0;
        long accounted = 0;
        for (int number = 0; number < CUSTOMERS; number++) {
            Life life = new Life(SEED, number);
            TestReport report = runner.run(life.run(), definitions);
            assertThat(report.ending()).isNotEqualTo(TestReport.Ending.TOO_LONG);
            life.due.forEach((template, messages) -> due.merge(template, messages, Integer::sum));
            count(report, arrived);
            abandoned += Decider.isHeldOut(new CustomerKey("main", life.id), cartReminder) ? 0 : life.abandoned;
            accounted += remindedOrToldWhyNot(report);
            assertNobodyWhoBoughtIsReminded(life, report);
            assertNoMoreThanTheCap(report);
        }
        assertThat(arrived).as("seed %d", SEED).isEqualTo(due);
        assertThat(accounted).as("carts that were left, seed %d", SEED).isEqualTo(abandoned);
    }

    /** Counts what customers must know by its template; of advertising there is no other than expected. */
    private static void count(TestReport report, Map<String, Integer> arrived) {
        for (SentMessage message : report.messages()) {
            String template = message.send().template();
            if (message.send().messageClass() == JourneyClass.SERVICE) {
                arrived.merge(template, 1, Integer::sum);
            } else {
                assertThat(ADVERTISING).as("seed %d", SEED).contains(template);
            }
        }
    }

    /** Runs that sent a reminder, or had no room under the cap for as long as it was worth sending. */
    private static long remindedOrToldWhyNot(TestReport report) {
        return report.story().stream()
                .flatMap(happening -> happening.decisions().stream())
                .filter(decision ->
                        decision.about() != null && decision.about().journey().equals("cart-reminder"))
                .filter(decision -> switch (decision.outcome()) {
                    case SENT -> true;
                    case SKIPPED -> "capped".equals(decision.reason());
                    default -> false;
                })
                .map(decision -> decision.about().instance())
                .distinct()
                .count();
    }

    private static void assertNobodyWhoBoughtIsReminded(Life life, TestReport report) {
        for (SentMessage message : report.messages()) {
            Matcher cart = CART.matcher(message.text());
            if (message.send().template().equals("cart-reminder") && cart.find()) {
                assertThat(life.bought).as("seed %d", SEED).doesNotContainKey(cart.group(1));
            }
        }
    }

    private static void assertNoMoreThanTheCap(TestReport report) {
        List<Instant> marketing = report.messages().stream()
                .filter(message -> message.send().messageClass() == JourneyClass.MARKETING)
                .map(SentMessage::at)
                .sorted()
                .toList();
        for (int i = 0; i + MOST_A_WEEK < marketing.size(); i++) {
            assertThat(Duration.between(marketing.get(i), marketing.get(i + MOST_A_WEEK)))
                    .as("seed %d", SEED)
                    .isGreaterThanOrEqualTo(CAP);
        }
    }
}
