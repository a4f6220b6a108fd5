package dev.vestnik.benchmarks.core;

import dev.vestnik.benchmarks.harness.SampleDocuments;
import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.Decided;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.decide.StepRegistry;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.journey.Catalogue;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyCompiler;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.settings.ShopSettings;
import dev.vestnik.rules.template.Template;
import dev.vestnik.rules.template.TemplateCompiler;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** The sample journeys, compiled as the engine does it, and customers in the states that the benchmarks begin in. */
final class Scenes {
    static final CustomerKey ANNA = new CustomerKey("main", "anna");
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    static final Instant LATER = NOON.plus(Duration.ofMinutes(10));

    private static final String OTHER = """
            id: %s
            class: marketing
            topic: news
            entry: {on: x.event%d}
            context: {items: event.items, total: event.total, link: event.link}
            exit: [{on: order.cancelled}]
            start: wait
            steps:
              wait: {type: delay, for: PT2H, next: tell}
              tell: {type: message, template: cart-reminder, channels: [{via: sms}]}
            """;

    private final Decider decider =
            new Decider((customer, channel, topic) -> "https://shop.example.com/u/" + channel.label());
    private final Definitions definitions;
    /** A known customer with nothing running. */
    final CustomerState known;
    /** A customer with a cart that was begun at noon. */
    final CustomerState running;
    /** The wake-up when the running cart's wait is over. */
    final Signal.Woken wakeUp;

    /** With the five sample journeys. */
    Scenes() {
        this(0);
    }

    /** With so many more, which listen to other events. */
    Scenes(int others) {
        definitions = definitions(others);
        known = after(after(CustomerState.NEW, Events.customerUpdated(NOON), NOON), Events.consentChanged(NOON), NOON);
        running = after(known, Events.cart(2, NOON), NOON);
        wakeUp = wakeUp();
    }

    private static Definitions definitions(int others) {
        Map<String, Template> templates = new HashMap<>();
        TemplateCompiler compiler = new TemplateCompiler();
        for (String id :
                List.of("cart-reminder", "order-placed", "order-shipped", "courier-dispatched", "order-delivered")) {
            templates.put(id, sound(id, compiler.check(SampleDocuments.template(id))));
        }
        JourneyCompiler journeys = new JourneyCompiler(new Expressions(), StepRegistry.KINDS);
        Map<JourneyId, Published> published = new HashMap<>();
        for (String id :
                List.of("abandoned-cart", "order-placed", "order-shipped", "courier-dispatched", "order-delivered")) {
            publish(sound(id, journeys.check(SampleDocuments.journey(id), 1, Catalogue.of(templates))), published);
        }
        for (int i = 0; i < others; i++) {
            String id = "other-" + i;
            publish(sound(id, journeys.check(OTHER.formatted(id, i), 1, Catalogue.of(templates))), published);
        }
        return Definitions.of(1, published, templates, ShopSettings.DEFAULT);
    }

    private static void publish(Journey journey, Map<JourneyId, Published> published) {
        published.put(journey.id(), new Published(Status.LIVE, 1, Map.of(1, journey), Map.of(1, InFlight.KEEP)));
    }

    private static <T> T sound(String id, Checked<T> checked) {
        return switch (checked) {
            case Checked.Sound<T>(T value, var warnings) -> value;
            case Checked.Faulty<T>(var faults) -> throw new IllegalStateException(id + ": " + faults);
        };
    }

    Decided decide(CustomerState state, Signal signal, Instant now) {
        return decider.decide(ANNA, state, signal, definitions, now);
    }

    private CustomerState after(CustomerState state, Signal signal, Instant now) {
        return decide(state, signal, now).state();
    }

    private Signal.Woken wakeUp() {
        Instant due = running.armed().marketing();
        if (due == null) {
            throw new NoSuchElementException("a running cart has no wake-up");
        }
        return new Signal.Woken(due, Signal.WakeClass.MARKETING);
    }

    /**
     * The decision, after making sure that it does what the benchmark is named after.
     *
     * @throws IllegalStateException when it does not
     */
    void expect(String what, Decided decided, Class<? extends Effect> effect, boolean wanted) {
        if (decided.effects().stream().anyMatch(effect::isInstance) != wanted) {
            throw new IllegalStateException(what + " does not do what it says: " + decided.effects());
        }
    }
}
