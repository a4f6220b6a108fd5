package dev.vestnik.rules.decide;

import dev.vestnik.rules.budget.Purses;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.condition.Facts;
import dev.vestnik.rules.condition.Variable;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.Decider.Circumstances;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.decide.Signal.Receipt;
import dev.vestnik.rules.definition.BrokenDefinitions;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.gate.Gate;
import dev.vestnik.rules.gate.GateOrder;
import dev.vestnik.rules.gate.TemplateVariables;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.settings.ShopSettings;
import dev.vestnik.rules.template.Rendering;
import dev.vestnik.rules.template.Template;
import dev.vestnik.rules.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One customer of one shop, driven signal by signal with the real rules, a clock of its own and the two wake-up indexes. */
final class Shop {
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    static final CustomerKey ANNA = new CustomerKey("main", "anna");

    private final Decider decider;
    private final Map<Signal.WakeClass, Instant> armed = new HashMap<>();
    private final List<Instant> indexed = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private Definitions definitions;
    private Purses purses = Purses.ENDLESS;
    private CustomerState state = CustomerState.NEW;
    private Instant now = NOON;
    private int events;

    Shop(Journey... journeys) {
        this(GateOrder::of, journeys);
    }

    /** A shop with gates of its own. */
    Shop(Function<TemplateVariables, List<Gate>> gates, Journey... journeys) {
        decider = new Decider(
                new MessageTexts((customer, channel, topic) -> "https://shop.example/u/" + channel.label()), gates);
        definitions = definitions(1, Status.LIVE, InFlight.KEEP, journeys);
    }

    static Definitions definitions(long revision, Status status, InFlight inFlight, Journey... journeys) {
        Map<dev.vestnik.rules.journey.JourneyId, Published> published = new HashMap<>();
        for (Journey journey : journeys) {
            Map<Integer, Journey> versions = new HashMap<>();
            if (published.get(journey.id()) != null) {
                versions.putAll(published.get(journey.id()).versions());
            }
            versions.put(journey.version(), journey);
            published.put(
                    journey.id(),
                    new Published(status, journey.version(), versions, Map.of(journey.version(), inFlight)));
        }
        return Definitions.of(revision, published, Map.of("hello", new Hello()), ShopSettings.DEFAULT);
    }

    /** What is published now, and a template that fails. */
    Definitions definitionsWithBrokenTemplate() {
        return Definitions.of(
                definitions.revision() + 1,
                definitions.journeys(),
                Map.of("hello", new Hello(), "broken", new Broken()),
                ShopSettings.DEFAULT);
    }

    /** What is published now, its template being one of another shop. */
    Definitions definitionsWithForeignTemplate() {
        return Definitions.of(
                definitions.revision() + 1,
                definitions.journeys(),
                Map.of("hello", new Hello("north")),
                ShopSettings.DEFAULT);
    }

    /** What is published now, its template with a text of a million letters. */
    Definitions definitionsWithEndlessTemplate() {
        return Definitions.of(
                definitions.revision() + 1,
                definitions.journeys(),
                Map.of("hello", new Hello("", "x".repeat(1_000_000))),
                ShopSettings.DEFAULT);
    }

    /** What is published now without the templates that are broken. */
    Definitions definitionsBut(BrokenDefinitions broken) {
        Map<String, Template> sound = new HashMap<>(definitions.templates());
        sound.keySet().removeAll(broken.templates().keySet());
        return Definitions.of(definitions.revision() + 1, definitions.journeys(), sound, ShopSettings.DEFAULT, broken);
    }

    /** As if all this had happened. */
    void become(CustomerState other) {
        state = other;
    }

    /** Its partition has these parts of budgets. */
    Shop payingFrom(Purses other) {
        purses = other;
        return this;
    }

    /** The same journeys under these settings. */
    Shop set(ShopSettings settings) {
        definitions =
                Definitions.of(definitions.revision() + 1, definitions.journeys(), definitions.templates(), settings);
        return this;
    }

    Definitions published() {
        return definitions;
    }

    void publish(Definitions other) {
        definitions = other;
    }

    Instant now() {
        return now;
    }

    CustomerState state() {
        return state;
    }

    /** Something happens now. */
    Shop happens(String type, Map<String, Object> data) {
        return happened("e" + events++, type, now, data);
    }

    Shop happened(String id, String type, Instant at, Map<String, Object> data) {
        return signal(new Signal.Happened(new Event("/shops/main", id, type, at, data), now));
    }

    /** Something happens now, and the state has no room for more. */
    Shop whenFull(String type, Map<String, Object> data) {
        Event event = new Event("/shops/main", "e" + events++, type, now, data);
        return follow(decider.decideWithoutEntries(ANNA, state, new Signal.Happened(event, now), definitions, now));
    }

    Shop signal(Signal signal) {
        return follow(decider.decide(ANNA, state, signal, new Circumstances(definitions, purses, now, false)));
    }

    private Shop follow(Decided decided) {
        state = decided.state();
        effects.addAll(decided.effects());
        follow(Signal.WakeClass.SERVICE, state.armed().service());
        follow(Signal.WakeClass.MARKETING, state.armed().marketing());
        follow(Signal.WakeClass.HOUSEKEEPING, state.armed().housekeeping());
        return this;
    }

    /** What the wake-up index does. */
    private void follow(Signal.WakeClass wakeClass, @Nullable Instant due) {
        if (due == null) {
            armed.remove(wakeClass);
        } else if (!due.equals(armed.put(wakeClass, due))) {
            indexed.add(due);
        }
    }

    /** When the wake-ups are due that were put into the index, in the order in which they were. */
    List<Instant> indexed() {
        return indexed;
    }

    /** Time passes; everything that comes due on the way is woken at its time. */
    Shop after(Duration duration) {
        Instant end = now.plus(duration);
        for (int wakes = 0; wakes < 10_000; wakes++) {
            var next = armed.entrySet().stream()
                    .filter(entry -> !entry.getValue().isAfter(end))
                    .min(Map.Entry.comparingByValue())
                    .orElse(null);
            if (next == null) {
                now = end;
                return this;
            }
            now = next.getValue().isAfter(now) ? next.getValue() : now;
            armed.remove(next.getKey());
            signal(new Signal.Woken(next.getValue(), next.getKey()));
        }
        throw new AssertionError("never comes to rest");
    }

    /** The engine is away: time passes and nobody is woken. */
    Shop outage(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    Shop receipt(Effect.Send send, Receipt.Status status) {
        return receipt(send.message(), send.attempt(), send.content().channel(), status, false);
    }

    Shop receipt(UUID message, int attempt, Channel channel, Receipt.Status status, boolean dead) {
        return reported(
                message,
                attempt,
                channel,
                status,
                new Receipt.Details(null, false, null, dead, false, List.of(), Map.of()));
    }

    /** Failed for now, and not to be tried again before then. */
    Shop putOff(Effect.Send send, @Nullable Instant until) {
        Receipt.Details details = new Receipt.Details("busy", false, until, false, false, List.of(), Map.of());
        return reported(
                send.message(), send.attempt(), send.content().channel(), Receipt.Status.FAILED_TEMPORARY, details);
    }

    Shop reported(UUID message, int attempt, Channel channel, Receipt.Status status, Receipt.Details details) {
        return signal(new Receipt("r" + events++, message, attempt, channel, status, details, now));
    }

    List<Effect.Send> sent() {
        return only(Effect.Send.class);
    }

    Effect.Send lastSent() {
        for (Effect effect : effects.reversed()) { // a month of messages may stand before it
            if (effect instanceof Effect.Send send) {
                return send;
            }
        }
        throw new AssertionError("nothing was sent");
    }

    List<Channel> channels() {
        return sent().stream().map(send -> send.content().channel()).toList();
    }

    <T extends Effect> List<T> only(Class<T> type) {
        return effects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Outcomes with their reasons, in order: {@code LEFT purchased}. */
    List<String> story() {
        return only(Effect.Record.class).stream()
                .map(Effect.Record::decision)
                .map(decision -> decision.outcome() + (decision.reason() == null ? "" : " " + decision.reason()))
                .toList();
    }

    long count(Outcome outcome) {
        return only(Effect.Record.class).stream()
                .filter(effect -> effect.decision().outcome() == outcome)
                .count();
    }

    Shop known() {
        happens("customer.updated", Map.of("firstName", "Anna", "phone", "+74956460054", "email", "anna@example.com"));
        happens("device.registered", Map.of("platform", "ios", "token", "t1"));
        happens("consent.changed", Map.of("channel", "any", "granted", true, "source", "checkout"));
        return this;
    }

    static Expression value(String source, Function<Facts, Object> value) {
        return new Expression() {
            @Override
            public Evaluation evaluate(Facts facts) {
                Object result = value.apply(facts);
                return result == null ? new Evaluation.Failed(source) : new Evaluation.Value(result);
            }

            @Override
            public String source() {
                return source;
            }

            @Override
            public Optional<Set<String>> eventFields() {
                return Optional.empty();
            }

            @Override
            public boolean reads(Variable variable) {
                return true;
            }
        };
    }

    static Expression event(String field) {
        return value("event." + field, facts -> facts.event().get(field));
    }

    static Expression sameCart() {
        return value(
                "event.cartId == key",
                facts -> facts.key().equals(String.valueOf(facts.event().get("cartId"))));
    }

    /** A template that nobody can render. */
    private record Broken() implements Template {
        @Override
        public String id() {
            return "broken";
        }

        @Override
        public Set<Channel> channels() {
            return Set.of(Channel.values());
        }

        @Override
        public Rendering render(Channel channel, String locale, Map<String, Object> variables, Work work) {
            throw new IllegalStateException("a bug");
        }

        @Override
        public String language(String locale) {
            return "en";
        }
    }

    /** A template that greets in every channel. */
    /** @param more text behind that of an SMS */
    private record Hello(String onlyShop, String more) implements Template {
        Hello() {
            this("", "");
        }

        Hello(String onlyShop) {
            this(onlyShop, "");
        }

        @Override
        public String id() {
            return "hello";
        }

        @Override
        public boolean isOf(String shop) {
            return onlyShop.isEmpty() || onlyShop.equals(shop);
        }

        @Override
        public Set<Channel> channels() {
            return Set.of(Channel.values());
        }

        @Override
        public Rendering render(Channel channel, String locale, Map<String, Object> variables, Work work) {
            return switch (channel) {
                case SMS -> new Rendering.Sms("Hello " + variables.get("context") + more);
                case EMAIL -> new Rendering.Email("Hello", "<p>Hello</p>", "Hello");
                case PUSH -> new Rendering.Push("Hello", "Hello", null, null);
            };
        }

        @Override
        public String language(String locale) {
            return "en";
        }
    }
}
