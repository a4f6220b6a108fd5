package dev.vestnik.rules.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.decide.ErasureMark;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.decide.Signal.Receipt.Status;
import dev.vestnik.rules.decide.StepRegistry;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Catalogue;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyCompiler;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.settings.SettingsDocument;
import dev.vestnik.rules.settings.ShopSettings;
import dev.vestnik.rules.simulation.ReceiptChances.Chance;
import dev.vestnik.rules.simulation.Stories.Entry;
import dev.vestnik.rules.simulation.Tally.Line;
import dev.vestnik.rules.template.Template;
import dev.vestnik.rules.template.TemplateCompiler;
import dev.vestnik.rules.template.TemplateDocument;
import dev.vestnik.rules.testrun.ReceiptModel.Report;
import dev.vestnik.rules.testrun.TestBed;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimulatorTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant END = NOON.plus(Duration.ofDays(7));
    private static final CustomerKey ANNA = new CustomerKey("main", "anna");
    private static final JourneyId CART = new JourneyId("cart");
    private static final Decider DECIDER = new Decider((customer, channel, topic) -> "https://example.org");
    /** Of an event in the topic. */
    private static final int BYTES = 150;

    private static final Simulator.Bounds NO_BOUNDS = new Simulator.Bounds(Long.MAX_VALUE, () -> false);

    private static final Map<String, Template> TEMPLATES = Map.of("hello", template("""
            id: hello
            locales: {en: {sms: {text: "Dear {{ customer.firstName }}, come back"}}}
            """));

    private static final Journey REMINDS = journey("""
            id: cart
            class: marketing
            topic: carts
            entry: {on: cart.updated, key: event.cartId}
            exit: [{on: order.placed, match: event.cartId == key, reason: purchased}]
            start: wait
            steps:
              wait: {type: delay, for: PT2H, next: remind}
              remind: {type: message, template: hello, channels: [{via: sms}], onSent: end}
              end: {type: end}
            """);

    private static final Journey NEWS = journey("""
            id: news
            class: marketing
            topic: news
            priority: 10
            entry: {on: cart.updated}
            start: tell
            steps:
              tell: {type: message, template: hello, channels: [{via: sms}], within: PT1H}
            """);

    private static final Journey CAUTIOUS = journey("""
            id: cart
            class: marketing
            topic: carts
            entry: {on: cart.updated, key: event.cartId}
            start: remind
            steps:
              remind: {type: message, template: hello, channels: [{via: sms}], within: PT1H}
            """);

    private final Tally tally = new Tally(CART);
    private final Stories stories = new Stories(CART);

    private static Template template(String text) {
        TemplateDocument document = sound(TemplateDocument.parse(text));
        return sound(new TemplateCompiler().check(document));
    }

    private static Journey journey(String text) {
        return sound(
                new JourneyCompiler(new Expressions(), StepRegistry.KINDS).check(text, 1, Catalogue.of(TEMPLATES)));
    }

    private static <T> T sound(Checked<T> checked) {
        return switch (checked) {
            case Checked.Sound<T>(T value, var warnings) -> value;
            case Checked.Faulty<T>(var faults) -> throw new AssertionError(faults);
        };
    }

    private static Definitions under(String settings, Journey... journeys) {
        ShopSettings shop = sound(SettingsDocument.parse(settings)).settings();
        return new TestBed(TEMPLATES, shop, FeatureLevel.NEWEST).under(Arrays.asList(journeys), Instant.EPOCH);
    }

    private static Scenario scenario(Definitions definitions, Instant from) {
        return scenario(definitions, from, 1, ReceiptChances.ALL_DELIVERED);
    }

    private static Scenario scenario(Definitions definitions, Instant from, double texts, Receipts receipts) {
        Scenario.World world = new Scenario.World(texts, receipts, new Replies(Map.of()));
        return Scenario.of(CART, definitions, world, from, END);
    }

    private Simulator simulator(Scenario scenario) {
        return simulator(scenario, Seeds.NONE);
    }

    private Simulator simulator(Scenario scenario, Seeds seeds) {
        return new Simulator(DECIDER, scenario, tally.and(stories), seeds, NO_BOUNDS);
    }

    private static Signal.Happened event(Instant at, String type, Map<String, Object> data) {
        return new Signal.Happened(new Event("shop", type + at, type, at, data), at);
    }

    private static void take(Simulator simulator, CustomerKey customer, Signal.Happened happened) {
        simulator.take(customer, happened, BYTES);
    }

    private static void introduce(Simulator simulator, CustomerKey customer) {
        introduce(simulator, customer, Duration.ZERO);
    }

    private static void introduce(Simulator simulator, CustomerKey customer, Duration after) {
        Instant at = NOON.plus(after);
        take(simulator, customer, event(at, "customer.updated", Map.of("firstName", "Anna", "phone", "+79161234567")));
        take(
                simulator,
                customer,
                event(at, "consent.changed", Map.of("channel", "any", "granted", true, "source", "shop")));
    }

    private static void cart(Simulator simulator, CustomerKey customer, Duration after) {
        take(simulator, customer, event(NOON.plus(after), "cart.updated", Map.of("cartId", "c" + after)));
    }

    private static void order(Simulator simulator, Duration after, Duration ofCart) {
        take(simulator, ANNA, event(NOON.plus(after), "order.placed", Map.of("cartId", "c" + ofCart)));
    }

    private long count(String what, String step, Channel channel, String reason) {
        return tally.lines().getOrDefault(new Line(what, "cart", step, channel, reason), 0L);
    }

    private long sum(String what, String journey) {
        return tally.lines().entrySet().stream()
                .filter(line -> line.getKey().what().equals(what)
                        && line.getKey().journey().equals(journey))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    @Test
    void countsWhoEntersWhatEachStepReachesAndWhatWouldHaveGone() {
        Simulator simulator = simulator(scenario(under("zone: UTC", REMINDS), NOON));
        introduce(simulator, ANNA);
        cart(simulator, ANNA, Duration.ofHours(1));
        cart(simulator, ANNA, Duration.ofHours(10));
        order(simulator, Duration.ofHours(11), Duration.ofHours(10));
        simulator.finish();

        assertThat(sum("entered", "cart")).isEqualTo(2);
        assertThat(tally.customers()).isEqualTo(1);
        assertThat(count(Tally.REACHED, "wait", null, null)).isEqualTo(2);
        assertThat(count(Tally.REACHED, "remind", null, null)).isEqualTo(1);
        assertThat(count("sent", "remind", Channel.SMS, null)).isEqualTo(1);
        assertThat(count(Tally.PARTS, "remind", Channel.SMS, null)).isEqualTo(1);
        assertThat(count("left", "wait", null, "purchased")).isEqualTo(1);
    }

    @Test
    void saysWhichRunsAreStillUnderWayAtTheEnd() {
        Simulator simulator = simulator(scenario(under("zone: UTC", REMINDS), NOON));
        introduce(simulator, ANNA);
        cart(simulator, ANNA, Duration.ofDays(7).minusHours(1));
        simulator.finish();
        assertThat(count(Tally.UNDER_WAY, "wait", null, null)).isEqualTo(1);
        assertThat(sum("sent", "cart")).isZero();
    }

    @Test
    void saysWhyNothingWouldHaveGone() {
        Simulator simulator = simulator(scenario(under("zone: UTC", REMINDS), NOON));
        cart(simulator, ANNA, Duration.ofHours(1));
        simulator.finish();
        assertThat(count("skipped", "remind", Channel.SMS, "no-phone")).isEqualTo(1);
    }

    @Test
    void countsNothingOfWhatCameBeforeThePeriod() {
        Simulator simulator = simulator(scenario(under("zone: UTC", REMINDS), NOON.plus(Duration.ofHours(2))));
        introduce(simulator, ANNA);
        cart(simulator, ANNA, Duration.ofHours(1));
        simulator.finish();
        assertThat(sum("entered", "cart")).isZero();
        assertThat(sum("sent", "cart")).as("which is in the period").isEqualTo(1);
    }

    @Test
    void showsWhatAnotherJourneyLosesByTheCaps() {
        String settings = "{zone: UTC, caps: [{max: 1, per: P1D}]}";
        assertThat(sentNews(settings, NEWS)).isEqualTo(1);
        assertThat(sentNews(settings, NEWS, CAUTIOUS)).isZero();
        assertThat(count("sent", "remind", Channel.SMS, null)).isEqualTo(1);
        assertThat(sum("skipped", "news")).isEqualTo(1);
    }

    private long sentNews(String settings, Journey... journeys) {
        Simulator simulator = simulator(scenario(under(settings, journeys), NOON));
        introduce(simulator, ANNA);
        cart(simulator, ANNA, Duration.ofHours(1));
        simulator.finish();
        return journeys.length == 1 ? sum("sent", "news") : sum("sent", "news") - 1;
    }

    @Test
    void whatIsKnownTodayStandsForWhatEventsDoNotTell() {
        Simulator first = new Simulator(DECIDER, scenario(Definitions.EMPTY, NOON), tally, Seeds.NONE, NO_BOUNDS);
        introduce(first, ANNA);
        CustomerState today = first.state(ANNA);

        Simulator simulator = simulator(scenario(under("zone: UTC", REMINDS), NOON), customer -> today);
        cart(simulator, ANNA, Duration.ofHours(1));
        simulator.finish();
        assertThat(count("sent", "remind", Channel.SMS, null)).isEqualTo(1);
    }

    @Test
    void tellsNothingFromBeforeACustomerWasErased() {
        Simulator first = new Simulator(DECIDER, scenario(Definitions.EMPTY, NOON), tally, Seeds.NONE, NO_BOUNDS);
        introduce(first, ANNA);
        take(first, ANNA, event(NOON.plus(Duration.ofHours(5)), "customer.erased", Map.of()));
        CustomerState today = first.state(ANNA);

        Simulator simulator = simulator(scenario(under("zone: UTC", REMINDS), NOON), customer -> today);
        cart(simulator, ANNA, Duration.ofHours(1));
        cart(simulator, ANNA, Duration.ofHours(6));
        simulator.finish();
        assertThat(sum("entered", "cart")).isEqualTo(1);
    }

    @Test
    void theMarkOfAnErasureTellsNothingOfTheCustomer() {
        Simulator first = new Simulator(DECIDER, scenario(Definitions.EMPTY, NOON), tally, Seeds.NONE, NO_BOUNDS);
        take(first, ANNA, event(NOON.plus(Duration.ofHours(5)), "customer.erased", Map.of()));
        introduce(first, ANNA, Duration.ofHours(6));
        CustomerState today = ErasureMark.alone(first.state(ANNA));

        Simulator simulator = simulator(scenario(under("zone: UTC", REMINDS), NOON), customer -> today);
        cart(simulator, ANNA, Duration.ofHours(1));
        cart(simulator, ANNA, Duration.ofHours(7));
        simulator.finish();
        assertThat(sum("entered", "cart")).isEqualTo(1);
        assertThat(sum("sent", "cart")).as("without consent").isZero();
    }

    @Test
    void rendersTheTextsOfSomeCustomersAndSendsToAll() {
        Scenario scenario = scenario(under("zone: UTC", REMINDS), NOON, 0.2, ReceiptChances.ALL_DELIVERED);
        Simulator simulator = simulator(scenario);
        for (CustomerKey customer : customers()) {
            introduce(simulator, customer);
        }
        customers().forEach(customer -> cart(simulator, customer, Duration.ofHours(1)));
        simulator.finish();
        assertThat(count("sent", "remind", Channel.SMS, null)).isEqualTo(500);
        assertThat(count(Tally.RENDERED, "remind", Channel.SMS, null)).isBetween(60L, 140L);
    }

    private static List<CustomerKey> customers() {
        return IntStream.range(0, 500)
                .mapToObj(number -> new CustomerKey("main", "customer-" + number))
                .toList();
    }

    @Test
    void receiptsComeByTheirShares() {
        ReceiptChances chances = new ReceiptChances(Map.of(
                Channel.SMS,
                List.of(
                        new Chance(70, List.of(new Report(Status.DELIVERED, Duration.ZERO))),
                        new Chance(30, List.of(new Report(Status.FAILED_PERMANENT, Duration.ofMinutes(1)))))));
        Simulator simulator = simulator(scenario(under("zone: UTC", REMINDS), NOON, 1, chances));
        for (CustomerKey customer : customers()) {
            introduce(simulator, customer);
        }
        customers().forEach(customer -> cart(simulator, customer, Duration.ofHours(1)));
        simulator.finish();
        assertThat(count("receipt", "remind", Channel.SMS, "failed-permanent")).isBetween(110L, 190L);
        assertThat(sum("receipt", "cart")).isEqualTo(500);
    }

    @Test
    void whatWasCountedOfDifferentCustomersAddsUp() {
        Tally other = new Tally(CART);
        for (CustomerKey customer : List.of(ANNA, new CustomerKey("main", "bob"))) {
            Tally one = new Tally(CART);
            Simulator simulator =
                    new Simulator(DECIDER, scenario(under("zone: UTC", REMINDS), NOON), one, Seeds.NONE, NO_BOUNDS);
            introduce(simulator, customer);
            cart(simulator, customer, Duration.ofHours(1));
            simulator.finish();
            other.add(one);
        }
        assertThat(other.customers()).isEqualTo(2);
        assertThat(other.lines()).containsEntry(new Line("sent", "cart", "remind", Channel.SMS, null), 2L);
    }

    @Test
    void keepsTheTimelinesOfAFewOfThoseWhoEnter() {
        Simulator simulator = simulator(scenario(under("zone: UTC", REMINDS), NOON));
        customers().forEach(customer -> introduce(simulator, customer));
        customers().subList(0, 50).forEach(customer -> cart(simulator, customer, Duration.ofHours(1)));
        simulator.finish();
        assertThat(stories.all()).hasSize(5);
        assertThat(stories.all().getFirst().entries())
                .extracting(Entry::outcome)
                .startsWith(Outcome.ENTERED, Outcome.SENT);
    }

    private Simulator bounded(Simulator.Bounds bounds) {
        return new Simulator(DECIDER, scenario(under("zone: UTC", REMINDS), NOON), tally, Seeds.NONE, bounds);
    }

    @Test
    void endsWhereThereAreMoreCustomersThanItHasRoomFor() {
        Simulator simulator = bounded(new Simulator.Bounds(50_000, () -> false));
        assertThatThrownBy(() -> customers().forEach(customer -> introduce(simulator, customer)))
                .isInstanceOf(TooManyCustomersException.class);
    }

    @Test
    void endsWhereOneCustomerRemembersMoreThanItHasRoomFor() {
        Simulator simulator = bounded(new Simulator.Bounds(50_000, () -> false));
        introduce(simulator, ANNA);
        assertThatThrownBy(() ->
                        IntStream.range(0, 1_000).forEach(number -> cart(simulator, ANNA, Duration.ofMinutes(number))))
                .isInstanceOf(TooManyCustomersException.class);
    }

    @Test
    void aCustomerWhoChangesOftenAndRemembersLittleHasRoom() {
        Simulator simulator = bounded(new Simulator.Bounds(100_000, () -> false));
        for (int number = 0; number < 200; number++) {
            introduce(simulator, ANNA, Duration.ofMinutes(number));
        }
        assertThat(simulator.state(ANNA)).isNotNull();
    }

    @Test
    void stopsWhileCustomersAreDecidedToTheirEnd() {
        AtomicBoolean unwanted = new AtomicBoolean();
        Simulator simulator = bounded(new Simulator.Bounds(Long.MAX_VALUE, unwanted::get));
        introduce(simulator, ANNA);
        cart(simulator, ANNA, Duration.ofHours(1));
        unwanted.set(true);
        assertThatThrownBy(simulator::finish).isInstanceOf(StoppedException.class);
        assertThat(sum("sent", "cart")).isZero();
    }
}
