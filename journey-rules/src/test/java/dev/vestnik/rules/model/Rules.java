package dev.vestnik.rules.model;

import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.address.Inbound;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Armed;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.customer.Task;
import dev.vestnik.rules.decide.Decided;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.decide.Decision;
import dev.vestnik.rules.decide.Draws;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.decide.Signal.Receipt;
import dev.vestnik.rules.decide.Signal.WakeClass;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.model.RandomHistory.Item;
import dev.vestnik.rules.model.RandomHistory.Told;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.owner.TaskDeed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules, of which each signal asks twice: a crash between a decision and its commit changes nothing. */
public final class Rules implements Side, Model.Draws {
    public static final String SHOP = "main";
    private static final long QUARTER = Duration.ofMinutes(15).toMillis();

    private final Decider decider = new Decider((customer, channel, topic) -> "https://shop.example/u");
    private final List<Line> lines;
    private final List<Said> said = new ArrayList<>();
    private final Set<String> sent = new HashSet<>();
    private final List<Question> asked = new ArrayList<>();
    private final Telling telling;
    private final CustomerKey customer;
    private final Compiled compiled;
    private final UnaryOperator<CustomerState> restarted;
    private CustomerState state = CustomerState.NEW;

    public Rules(RandomHistory history) {
        this(history.customer(), new Compiled(history));
    }

    /** @param restarted a state after each decision, as it is read from disk */
    public Rules(RandomHistory history, UnaryOperator<CustomerState> restarted) {
        this(
                new CustomerKey(SHOP, history.customer()),
                new Compiled(history),
                new Telling(),
                new ArrayList<>(),
                restarted);
    }

    /** @param compiled of a shop with several customers */
    public Rules(String customer, Compiled compiled) {
        this(new CustomerKey(SHOP, customer), compiled, new Telling(), new ArrayList<>(), state -> state);
    }

    /** One key of several, whose decisions are told together. */
    Rules(
            CustomerKey customer,
            Compiled compiled,
            Telling telling,
            List<Line> lines,
            UnaryOperator<CustomerState> restarted) {
        this.restarted = restarted;
        this.customer = customer;
        this.compiled = compiled;
        this.telling = telling;
        this.lines = lines;
    }

    /** An effect that another key hears of, and the signal that brought it about. */
    record Said(Effect effect, Signal of, Instant now) {}

    CustomerKey key() {
        return customer;
    }

    List<Handed> hear(Signal signal, Instant now) {
        return signal(signal, now);
    }

    /** What it has told other keys since the last call. */
    List<Said> told() {
        List<Said> all = List.copyOf(said);
        said.clear();
        return all;
    }

    boolean hasSent(Handed handed) {
        return sent.contains(handed.message());
    }

    /** The same customer, without what was decided before: for a look at what would be decided. */
    public Rules copy() {
        Rules copy = new Rules(customer.customerId(), compiled);
        copy.telling.know(telling);
        copy.state = state;
        return copy;
    }

    @Override
    public List<Handed> take(Item item, Instant now) {
        return switch (item) {
            case Told told -> signal(new Signal.Happened(event(told), told.at()), now);
            case RandomHistory.Elsewhere other -> throw new AssertionError("of another key: " + other);
            case RandomHistory.Deed deed -> done(deed, now);
            case RandomHistory.Wrote wrote -> wrote(wrote, now);
            case RandomHistory.Published publication -> {
                compiled.publish(publication);
                yield redefined(now);
            }
            case RandomHistory.Paused(Instant at, String journey) -> {
                compiled.pause(journey, at);
                yield List.of();
            }
            case RandomHistory.Resumed(Instant at, String journey, RandomHistory.Meanwhile meanwhile) -> {
                compiled.resume(journey, at, meanwhile);
                yield List.of();
            }
        };
    }

    private List<Handed> done(RandomHistory.Deed deed, Instant now) {
        Task task = state.memory().people().tasks().stream()
                .filter(Task::isPending)
                .findFirst()
                .orElse(null);
        TaskDeed what = switch (deed.kind()) {
            case TAKE -> new TaskDeed.Take(deed.by());
            case RELEASE -> new TaskDeed.Release();
            case FINISH -> new TaskDeed.Finish(deed.by(), deed.outcome(), null);
        };
        return task == null
                ? List.of()
                : signal(
                        new Signal.Asked(
                                "deed-" + deed.at(), "people", new Request.HandleTask(task.id(), what, deed.by())),
                        now);
    }

    private List<Handed> wrote(RandomHistory.Wrote wrote, Instant now) {
        String phone = state.profile().phone();
        return phone == null
                ? List.of()
                : signal(
                        new Signal.Wrote(
                                AddressKey.of(SHOP, Channel.SMS, phone),
                                new Inbound(
                                        wrote.id(),
                                        Inbound.Kind.TEXT,
                                        Inbound.meaning(Inbound.Kind.TEXT, wrote.text()),
                                        wrote.text(),
                                        new Inbound.Reference(null, null),
                                        wrote.at(),
                                        wrote.at())),
                        now);
    }

    @Override
    public List<Question> questions() {
        List<Question> fresh = List.copyOf(asked);
        asked.clear();
        return fresh;
    }

    @Override
    public List<Handed> replied(Question.Reply reply, Instant now) {
        String id = telling.question(reply.to().name());
        String field = reply.to().about() == Question.About.SOURCE ? Request.Lookup.VALUE : "code";
        return signal(
                reply.value() == null
                        ? new Signal.Refused(id, reply.reason())
                        : new Signal.Granted(id, Map.of(field, reply.value())),
                now);
    }

    /** Notes the questions that runs wait for now. */
    private void note(Effect.Ask ask, Instant now) {
        state.instances().stream()
                .filter(run -> run.position() instanceof Position.Asking asking
                        && asking.askId().equals(ask.askId()))
                .findFirst()
                .ifPresent(run -> asked.add(new Question(
                        now,
                        telling.question(run.id(), run.step(), ask.askId()),
                        ask.request() instanceof Request.Lookup ? Question.About.SOURCE : Question.About.POOL)));
    }

    /** Another version has been published. */
    public List<Handed> redefined(Instant now) {
        return signal(new Signal.Redefined(), now);
    }

    static Event event(Told told) {
        return new Event("/shops/" + SHOP, told.id(), told.type(), told.occurredAt(), told.data());
    }

    @Override
    public List<Handed> reported(Reported report, Instant now) {
        Handed of = report.of();
        Channel channel = Channel.valueOf(of.channel().toUpperCase(Locale.ROOT));
        List<Receipt.DeadToken> tokens = report.addressDead() && channel == Channel.PUSH
                ? List.of(new Receipt.DeadToken(RandomHistory.token(customer.customerId()), null))
                : List.of();
        Receipt.Details details = new Receipt.Details(
                null, false, null, report.addressDead() && channel != Channel.PUSH, false, tokens, Map.of());
        UUID message = telling.id(of.message());
        Receipt.Status status = Receipt.Status.valueOf(report.status());
        return signal(
                new Receipt("r" + report.number(), message, of.attempt(), channel, status, details, report.at()), now);
    }

    @Override
    public @Nullable Instant due() {
        return armed().map(Signal.Woken::dueAt).min(Comparator.naturalOrder()).orElse(null);
    }

    /** Class service is served first. */
    private Stream<Signal.Woken> armed() {
        Armed armed = state.armed();
        return Stream.of(
                        woken(armed.service(), WakeClass.SERVICE),
                        woken(armed.marketing(), WakeClass.MARKETING),
                        woken(armed.housekeeping(), WakeClass.HOUSEKEEPING))
                .flatMap(woken -> woken);
    }

    private static Stream<Signal.Woken> woken(@Nullable Instant due, WakeClass wakeClass) {
        return due == null ? Stream.empty() : Stream.of(new Signal.Woken(due, wakeClass));
    }

    @Override
    public List<Handed> wake(Instant due, Instant now) {
        Instant then = now.isBefore(due) ? due : now;
        return armed().filter(woken -> woken.dueAt().equals(due)).toList().stream()
                .flatMap(woken -> signal(woken, then).stream())
                .toList();
    }

    private List<Handed> signal(Signal signal, Instant now) {
        Decided decided = decider.decide(customer, state, signal, compiled.definitions(), now);
        Decided again = decider.decide(customer, state, signal, compiled.definitions(), now);
        if (!decided.effects().equals(again.effects())) {
            throw new AssertionError("decided otherwise the second time: " + signal);
        }
        state = restarted.apply(decided.state());
        decided.effects().stream()
                .flatMap(effect ->
                        effect instanceof Effect.Record record ? Stream.of(record.decision()) : Stream.empty())
                .forEach(this::tell);
        decided.effects().forEach(effect -> {
            if (effect instanceof Effect.Ask ask) {
                note(ask, now);
            }
            said.add(new Said(effect, signal, now));
        });
        return decided.effects().stream()
                .flatMap(effect -> effect instanceof Effect.Send send ? Stream.of(handed(send, now)) : Stream.empty())
                .toList();
    }

    private void tell(Decision decision) {
        Decision.About about = decision.about();
        Decision.MessageFacts message = decision.message();
        lines.add(telling.of(
                decision.now(),
                new Telling.What(
                        decision.outcome().name(),
                        decision.reason(),
                        about == null ? null : about.journey(),
                        about == null ? null : about.instance(),
                        about == null ? null : about.step(),
                        decision.causeId(),
                        decision.inputs()),
                message == null ? null : message.channel().label(),
                message == null ? null : message.id()));
    }

    private Handed handed(Effect.Send send, Instant now) {
        sent.add(telling.message(send.message()));
        return new Handed(
                now, telling.message(send.message()), send.content().channel().label(), send.attempt());
    }

    @Override
    public List<Line> lines() {
        return lines;
    }

    public CustomerState state() {
        return state;
    }

    /** The plans as they are published now. */
    public Definitions definitions() {
        return compiled.definitions();
    }

    @Override
    public UUID id(String message) {
        return telling.id(message);
    }

    /** The ids of the messages that it has decided on. */
    public UUID id(Handed handed) {
        return telling.id(handed.message());
    }

    /**
     * When a customer is looked at next who waits for a journey that is paused: one moment in each quarter of an hour, which one is a draw.
     */
    static Instant nextLook(String customer, Instant after) {
        long phase = Math.floorMod(new CustomerKey(SHOP, customer).murmur2(), QUARTER);
        return after.plusMillis(QUARTER - Math.floorMod(after.toEpochMilli() - phase, QUARTER));
    }

    @Override
    public boolean holdsOut(Plan plan) {
        return Decider.isHeldOut(customer, Compiled.of(plan)); // a later version may be a shadow, or no more
    }

    @Override
    public String drawn(Plan plan, String step, @Nullable String lost) {
        return Draws.arm(customer, Compiled.of(plan), step, lost);
    }
}
