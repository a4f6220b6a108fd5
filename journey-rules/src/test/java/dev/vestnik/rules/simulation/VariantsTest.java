package dev.vestnik.rules.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.decide.StepRegistry;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Catalogue;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyCompiler;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.settings.ShopSettings;
import dev.vestnik.rules.template.Template;
import dev.vestnik.rules.template.TemplateCompiler;
import dev.vestnik.rules.template.TemplateDocument;
import dev.vestnik.rules.testrun.TestBed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenarios that differ in one journey are decided once for a customer of whom this journey hears nothing. */
class VariantsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final CustomerKey ANNA = new CustomerKey("main", "anna");
    private static final JourneyId CART = new JourneyId("cart");

    private static final String TEXT =
            "{id: hello, locales: {en: {sms: {text: \"Dear {{ customer.firstName }}, come back\"}}}}";

    private static final Map<String, Template> TEMPLATES =
            Map.of("hello", sound(new TemplateCompiler().check(sound(TemplateDocument.parse(TEXT)))));

    private static final String NEWS = """
            id: news
            class: service
            entry: {on: order.placed}
            start: tell
            steps:
              tell: {type: message, template: hello, channels: [{via: sms}], onSent: say}
              say: LAST
            """;

    private static final String CART_LEFT = """
            id: cart
            class: service
            entry: {on: cart.updated}
            start: tell
            steps:
              tell: {type: message, template: hello, channels: [{via: sms}]}
            """;

    private static final String PLAIN = NEWS.replace("LAST", "{type: end}");
    private static final String EMITS = NEWS.replace("LAST", "{type: emit, event: x.told}");

    private final Tally with = new Tally(CART);
    private final Tally without = new Tally(CART);

    /** Messages whose receipts the scenario with the journey was asked for. */
    private final AtomicInteger apart = new AtomicInteger();

    private static <T> T sound(Checked<T> checked) {
        return switch (checked) {
            case Checked.Sound<T>(T value, var warnings) -> value;
            case Checked.Faulty<T>(var faults) -> throw new AssertionError(faults);
        };
    }

    private static Journey journey(String text) {
        return sound(
                new JourneyCompiler(new Expressions(), StepRegistry.KINDS).check(text, 1, Catalogue.of(TEMPLATES)));
    }

    private static Scenario scenario(Receipts receipts, Journey... journeys) {
        return Scenario.of(
                CART,
                new TestBed(TEMPLATES, ShopSettings.DEFAULT, FeatureLevel.NEWEST)
                        .under(List.of(journeys), Instant.EPOCH),
                new Scenario.World(1, receipts, new Replies(Map.of())),
                NOON,
                NOON.plus(Duration.ofDays(7)));
    }

    private Variants variants(String journey, String other) {
        Receipts counting = (send, at) -> {
            apart.incrementAndGet();
            return List.of();
        };
        return new Variants(
                new Decider((customer, channel, topic) -> "https://example.org"),
                List.of(
                        new Variants.WatchedScenario(scenario(counting, journey(journey), journey(other)), with),
                        new Variants.WatchedScenario(scenario((send, at) -> List.of(), journey(other)), without)),
                Seeds.NONE,
                new Simulator.Bounds(Long.MAX_VALUE, () -> false));
    }

    private static void happens(Variants variants, String type, Map<String, Object> data) {
        Event event = new Event("shop", type, type, NOON, data);
        variants.take(ANNA, new Signal.Happened(event, NOON), 150);
    }

    private static long sent(Tally tally, String journey) {
        return tally.lines().entrySet().stream()
                .filter(line -> line.getKey().what().equals("sent")
                        && line.getKey().journey().equals(journey))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private void decide(String journey, String other, String... more) {
        Variants variants = variants(journey, other);
        happens(variants, "customer.updated", Map.of("firstName", "Anna", "phone", "+79161234567"));
        happens(variants, "order.placed", Map.of("orderId", "o1"));
        for (String type : more) {
            happens(variants, type, Map.of());
        }
        variants.finish();
        assertThat(sent(with, "news")).isEqualTo(1);
        assertThat(sent(without, "news")).isEqualTo(1);
    }

    @Test
    void countsInEachWhatIsDecidedOnceForAll() {
        decide(CART_LEFT, PLAIN);
        assertThat(apart).hasValue(0);
    }

    @Test
    void fromTheFirstEventOnThatTheJourneyHearsOfEachGoesItsOwnWay() {
        decide(CART_LEFT, PLAIN, "cart.updated");
        assertThat(sent(with, "cart")).isEqualTo(1);
        assertThat(sent(without, "cart")).isZero();
        assertThat(apart).as("the message of the journey alone").hasValue(1);
    }

    /** Nobody can tell by an event's type whom these concern. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "entry: {silence: P1D, of: order.placed}",
                "entry: {every: day, at: '10:00'}",
                "entry: {on: message.read}",
                "entry: {on: product.restocked}",
                "entry: {on: cart.updated}\ncounters: {carts: {on: cart.updated}}",
                "entry: {on: cart.updated}\nexit: [{on: task.finished}]"
            })
    void aJourneyThatMoreThanEventsOfTheShopConcernIsDecidedApart(String entry) {
        decide(CART_LEFT.replace("entry: {on: cart.updated}", entry), PLAIN);
        assertThat(apart.get()).isPositive();
    }

    @Test
    void anEventOfTheShopsOwnComesOfNoDecisionWhereNoJourneyEmitsAny() {
        decide(CART_LEFT.replace("cart.updated", "x.told"), PLAIN);
        assertThat(apart).hasValue(0);
    }

    @Test
    void whatAnotherJourneyEmitsMayConcernIt() {
        decide(CART_LEFT.replace("cart.updated", "x.told"), EMITS);
        assertThat(apart).as("of the news").hasValue(1);
    }
}
