package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.address.Inbound;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Task;
import dev.vestnik.rules.decide.Planted.Duty;
import dev.vestnik.rules.decide.Signal.Receipt.Status;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.Step;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.owner.TaskDeed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The list of bugs that are planted in the kinds of steps: a step whose duty does nothing makes another history than a sound one, and so is
 * found. A new kind brings its bugs.
 */
class PlantedStepBugsTest {
    /** A journey with every kind: what a scene shows of it depends on each duty of each step. */
    private static final String EVERYTHING = """
            id: everything
            class: service
            entry: {on: x.begun}
            context: {due: event.due, things: {of: event.thing, last: 9}}
            on: [{on: x.moved, update: true}]
            start: gather
            steps:
              gather: {type: batch, on: [{on: x.thing}], for: PT1H, into: things, next: note}
              note: {type: update, context: {noted: now}, next: say}
              say: {type: emit, event: x.said, next: other}
              other: {type: journey, journey: nobody, next: ask}
              ask: {type: lookup, source: bonus, into: bonus, default: '1', next: yes}
              yes: {type: consent, channel: any, granted: true, evidence: '"a form"', next: draw}
              draw: {type: experiment, arms: [{name: all, weight: 1, next: rest}, {name: none, weight: 0}]}
              rest: {type: delay, until: context.due, next: which}
              which: {type: branch, cases: [{if: has(context.noted), next: wait}]}
              wait: {type: waitUntil, timeout: P1D, on: [{on: x.hurry, next: tell}], onTimeout: code}
              code: {type: offer, offer: spring, next: pause, onEmpty: end}
              pause: {type: delay, for: PT1H, next: end}
              tell: {type: message, template: hello, channels: [{via: sms}], onSent: more, onNone: later}
              more: {type: batch, on: [{on: x.more}], for: PT1H, into: things, next: end}
              later: {type: waitUntil, timeout: P1D, on: [{on: x.thanks, next: call}], onTimeout: call}
              call: {type: task, queue: calls, text: Call, timeout: PT4H, next: called, onTimeout: end}
              called: {type: message, template: hello, channels: [{via: email}]}
              end: {type: end}
            """;

    /** A message that nothing is heard of: all that it does is by the clock. */
    private static final String CHAIN = """
            id: chain
            class: service
            entry: {on: x.begun}
            start: tell
            steps:
              tell: {type: message, template: hello, within: P1D, channels: [{via: push, until: opened, for: PT30M}, {via: sms}], onSent: later, onNone: later}
              later: {type: waitUntil, timeout: P1D, on: [{on: x.thanks, next: thanked}], onTimeout: end}
              thanked: {type: delay, for: PT1H, next: end}
              end: {type: end}
            """;

    /** A question by SMS. */
    private static final String QUESTION = """
            id: question
            class: service
            entry: {on: x.begun}
            start: ask
            steps:
              ask:
                type: ask
                template: hello
                answers: [{name: good, number: {from: 7, to: 10}, next: rest}, {name: bad, number: {from: 1, to: 6}}]
                into: rating
                timeout: P1D
                onTimeout: rest
                onNone: rest
              rest: {type: delay, for: P9D}
            """;

    /** A run that has a code comes to one more step, and is ended behind it. */
    private static final String CODE = """
            id: code
            class: service
            entry: {on: x.begun}
            exit: [{on: x.stop, reason: stopped}]
            context: {things: {of: event.thing, last: 9}}
            start: code
            steps:
              code: {type: offer, offer: spring, next: it}
              rest: {type: delay, for: P5D}
              it: %s
            """;

    /** The steps that come behind the code. The customer has no e-mail address. */
    private static final Map<String, String> BEHIND = Map.ofEntries(
            Map.entry("batch", "{type: batch, on: [{on: x.thing}], for: PT1H, into: things, next: rest}"),
            Map.entry("task", "{type: task, queue: calls, text: Call, timeout: PT4H, next: rest, onTimeout: rest}"),
            Map.entry("update", "{type: update, context: {noted: now}, next: rest}"),
            Map.entry("consent", "{type: consent, channel: any, granted: true, evidence: '\"a form\"', next: rest}"),
            Map.entry("emit", "{type: emit, event: x.said, next: rest}"),
            Map.entry("journey", "{type: journey, journey: nobody, next: rest}"),
            Map.entry("lookup", "{type: lookup, source: bonus, into: bonus, default: '1', next: rest}"),
            Map.entry(
                    "experiment", "{type: experiment, arms: [{name: a, weight: 1, next: rest}, {name: b, weight: 0}]}"),
            Map.entry("delay", "{type: delay, for: PT1H, next: rest}"),
            Map.entry("branch", "{type: branch, cases: [{if: 1 < 2, next: rest}]}"),
            Map.entry("waitUntil", "{type: waitUntil, timeout: P1D, on: [{on: x.hurry, next: rest}], onTimeout: rest}"),
            Map.entry("offer", "{type: offer, offer: spring, next: rest}"),
            Map.entry(
                    "ask",
                    "{type: ask, template: hello, answers: [{name: fine, means: 'yes', next: rest}], into: said, timeout: P1D, onTimeout: rest, onNone: rest}"),
            Map.entry(
                    "message",
                    "{type: message, template: hello, channels: [{via: email}], onSent: rest, onNone: rest}"),
            Map.entry(
                    "end",
                    "{type: message, template: hello, channels: [{via: email}], onSent: rest, onNone: end}\n  end: {type: end}"));

    /** What sound steps show. */
    private static final List<Object> SOUND = history(step -> step);

    private static final List<Object> SOUND_MESSAGES = messages(step -> step);

    private static final List<Object> SOUND_QUESTIONS = questions(step -> step);

    static Stream<String> bugs() {
        return Stream.of(
                        Map.entry(
                                "batch",
                                List.of(
                                        Duty.ENTER,
                                        Duty.WAKE,
                                        Duty.ANSWER,
                                        Duty.AWAITS,
                                        Duty.AWAITED,
                                        Duty.MIGRATE,
                                        Duty.DRAW)),
                        Map.entry(
                                "task",
                                List.of(Duty.ENTER, Duty.ANSWER, Duty.AWAITED, Duty.WAKE, Duty.MIGRATE, Duty.DRAW)),
                        Map.entry("update", List.of(Duty.ENTER, Duty.DRAW)),
                        Map.entry("consent", List.of(Duty.ENTER, Duty.DRAW)),
                        Map.entry("emit", List.of(Duty.ENTER, Duty.DRAW)),
                        Map.entry("journey", List.of(Duty.ENTER, Duty.DRAW)),
                        Map.entry("lookup", List.of(Duty.ENTER, Duty.WAKE, Duty.ANSWER, Duty.DRAW)),
                        Map.entry("experiment", List.of(Duty.ENTER, Duty.DRAW)),
                        Map.entry("delay", List.of(Duty.ENTER, Duty.WAKE, Duty.RECOMPUTED, Duty.MIGRATE, Duty.DRAW)),
                        Map.entry("branch", List.of(Duty.ENTER, Duty.DRAW)),
                        Map.entry(
                                "waitUntil",
                                List.of(
                                        Duty.ENTER,
                                        Duty.ANSWER,
                                        Duty.AWAITS,
                                        Duty.AWAITED,
                                        Duty.WAKE,
                                        Duty.MIGRATE,
                                        Duty.DRAW)),
                        Map.entry("offer", List.of(Duty.ENTER, Duty.WAKE, Duty.ANSWER, Duty.DRAW)),
                        Map.entry(
                                "ask",
                                List.of(Duty.ENTER, Duty.ANSWER, Duty.AWAITED, Duty.WAKE, Duty.MIGRATE, Duty.DRAW)),
                        Map.entry("message", List.of(Duty.ENTER, Duty.WAKE, Duty.ANSWER, Duty.MIGRATE, Duty.DRAW)),
                        Map.entry("end", List.of(Duty.ENTER, Duty.DRAW)))
                .flatMap(kind -> kind.getValue().stream().map(duty -> kind.getKey() + " " + duty));
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void everyPlantedBugIsFound(String bug) {
        String kind = bug.substring(0, bug.indexOf(' '));
        Duty duty = Duty.valueOf(bug.substring(kind.length() + 1));
        assertThat(history(kind, planting(kind, duty))).as(bug).isNotEqualTo(sound(kind));
    }

    private static List<Object> sound(String kind) {
        return switch (kind) {
            case "message" -> SOUND_MESSAGES;
            case "ask" -> SOUND_QUESTIONS;
            default -> SOUND;
        };
    }

    @Test
    void soundStepsMakeTheSameHistoryEachTime() {
        assertThat(history(step -> step)).isEqualTo(SOUND);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void nothingIsFoundOfAStepWithoutABug(String kind) {
        assertThat(history(kind, planting(kind, Duty.NONE))).isEqualTo(sound(kind));
    }

    static Stream<String> kinds() {
        return StepRegistry.KINDS.all().stream().map(kind -> kind.type());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aKindThatSaysWronglyWhetherItMayShowACodeIsFound(String kind) {
        assertThat(behindACode(kind, planting(kind, Duty.MAY_SHOW))).isNotEqualTo(behindACode(kind, step -> step));
    }

    static UnaryOperator<Step> planting(String kind, Duty duty) {
        return step -> step.draw().kind().equals(kind) ? planted(step, duty) : step;
    }

    private static Step planted(Step step, Duty duty) {
        return step instanceof SendingRules sending
                ? new PlantedSending(sending, duty)
                : new Planted((StepRules) step, duty);
    }

    @Test
    void everyKindHasItsBugs() {
        Set<String> planted =
                bugs().map(bug -> bug.substring(0, bug.indexOf(' '))).collect(Collectors.toCollection(TreeSet::new));
        assertThat(planted).containsExactlyInAnyOrderElementsOf(kinds().toList());
    }

    private static List<Object> history(String kind, UnaryOperator<Step> planting) {
        return switch (kind) {
            case "message" -> messages(planting);
            case "ask" -> questions(planting);
            default -> history(planting);
        };
    }

    /** All that scenes show of the journey with these steps. */
    private static List<Object> history(UnaryOperator<Step> planting) {
        return Stream.of(
                        hurried(planting),
                        meanwhile(planting),
                        slow(planting),
                        given(planting),
                        moved(planting),
                        answered(planting),
                        migrated(planting),
                        called(planting),
                        drawn(planted(EVERYTHING, 1, planting)))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Object> messages(UnaryOperator<Step> planting) {
        Shop shop = chain(planting).after(Duration.ofMinutes(10)).happens("x.thanks", Map.of());
        List<Object> first = told(shop);
        Shop moved = chain(planting);
        String other = CHAIN.replace("channels: [{via: push", "channels: [{via: email}, {via: push");
        moved.publish(Shop.definitions(
                2,
                Definitions.Status.LIVE,
                InFlight.MIGRATE,
                planted(CHAIN, 1, planting),
                planted(other, 2, planting)));
        moved.signal(new Signal.Redefined());
        return Stream.of(
                        first,
                        told(shop.after(Duration.ofHours(1))),
                        told(shop.after(Duration.ofDays(1))),
                        told(moved),
                        List.<Object>copyOf(planted(CHAIN, 1, planting).steps().values().stream()
                                .map(Step::draw)
                                .toList()))
                .flatMap(List::stream)
                .toList();
    }

    private static Shop chain(UnaryOperator<Step> planting) {
        return new Shop(planted(CHAIN, 1, planting)).known().happens("x.begun", Map.of());
    }

    private static List<Object> questions(UnaryOperator<Step> planting) {
        Shop answered = asking(planting).signal(written("9"));
        Shop slow = asking(planting).after(Duration.ofDays(2));
        Shop longer = asking(planting);
        Journey after = planted(QUESTION.replace("timeout: P1D", "timeout: P3D"), 2, planting);
        longer.publish(
                Shop.definitions(2, Definitions.Status.LIVE, InFlight.MIGRATE, planted(QUESTION, 1, planting), after));
        longer.signal(new Signal.Redefined());
        return Stream.of(told(answered), told(slow), told(longer), drawn(after))
                .flatMap(List::stream)
                .toList();
    }

    /** The question has arrived, where one was put. */
    private static Shop asking(UnaryOperator<Step> planting) {
        Shop shop = new Shop(planted(QUESTION, 1, planting)).known().happens("x.begun", Map.of());
        return shop.sent().isEmpty() ? shop : shop.receipt(shop.lastSent(), Status.ACCEPTED);
    }

    private static Signal written(String text) {
        return new Signal.Wrote(
                AddressKey.of("main", Channel.SMS, "+74956460054"),
                new Inbound(
                        "i", Inbound.Kind.TEXT, null, text, new Inbound.Reference(null, null), Shop.NOON, Shop.NOON));
    }

    private static List<Object> behindACode(String kind, UnaryOperator<Step> planting) {
        Shop shop = new Shop(planted(CODE.formatted(BEHIND.get(kind)), 1, planting))
                .happens("x.begun", Map.of("thing", "a"));
        String ask = ofPools(shop).getFirst().askId();
        shop.signal(new Signal.Granted(ask, Map.of("code", "A", "offer", "spring")));
        shop.happens("x.stop", Map.of());
        return told(shop);
    }

    private static List<Object> hurried(UnaryOperator<Step> planting) {
        Shop shop = begun(planting, EVERYTHING);
        shop.happens("x.thing", Map.of("thing", "b")).after(Duration.ofDays(2)).happens("x.hurry", Map.of());
        return told(shop);
    }

    /** Events that come while the message is on its way, for the step that follows. */
    private static List<Object> meanwhile(UnaryOperator<Step> planting) {
        Shop shop = begun(planting, EVERYTHING).after(Duration.ofDays(1)).happens("x.hurry", Map.of());
        shop.happens("x.more", Map.of("thing", "c")).happens("x.thanks", Map.of());
        Shop failed = begun(planting, EVERYTHING).after(Duration.ofDays(1)).happens("x.hurry", Map.of());
        failed.happens("x.more", Map.of("thing", "c")).happens("x.thanks", Map.of());
        if (!shop.sent().isEmpty() && !failed.sent().isEmpty()) {
            shop.receipt(shop.lastSent(), Status.ACCEPTED);
            failed.receipt(failed.lastSent(), Status.FAILED_PERMANENT);
        }
        return Stream.concat(told(shop).stream(), told(failed).stream()).toList();
    }

    private static List<Object> slow(UnaryOperator<Step> planting) {
        return told(begun(planting, EVERYTHING).after(Duration.ofDays(9)));
    }

    /** The source outside answers. */
    private static List<Object> answered(UnaryOperator<Step> planting) {
        Shop shop = begun(planting, EVERYTHING).after(Duration.ofHours(1));
        shop.only(Effect.Ask.class).forEach(ask -> shop.signal(new Signal.Granted(ask.askId(), Map.of("value", 5L))));
        return told(shop);
    }

    /** A pool gives the code that was asked for first. */
    private static List<Object> given(UnaryOperator<Step> planting) {
        Shop shop = begun(planting, EVERYTHING);
        for (int hour = 0; hour < 72 && ofPools(shop).isEmpty(); hour++) {
            shop.after(Duration.ofHours(1));
        }
        ofPools(shop).stream()
                .findFirst()
                .ifPresent(ask -> shop.signal(new Signal.Granted(ask.askId(), Map.of("code", "A", "offer", "spring"))));
        return told(shop);
    }

    private static List<Effect.Ask> ofPools(Shop shop) {
        return shop.only(Effect.Ask.class).stream()
                .filter(ask -> !(ask.request() instanceof Request.Lookup))
                .toList();
    }

    private static List<Object> moved(UnaryOperator<Step> planting) {
        Shop shop = begun(planting, EVERYTHING).after(Duration.ofHours(2));
        shop.happens("x.moved", Map.of("due", Shop.NOON.plus(Duration.ofDays(5))));
        return told(shop.after(Duration.ofDays(4)));
    }

    private static List<Object> migrated(UnaryOperator<Step> planting) {
        Shop gathering = begun(planting, EVERYTHING);
        publish(gathering, planting, EVERYTHING.replace("for: PT1H", "for: PT3H"));
        Shop resting = begun(planting, EVERYTHING).after(Duration.ofHours(2));
        publish(resting, planting, EVERYTHING.replace("until: context.due", "until: context.due, offset: PT5H"));
        Shop waiting = begun(planting, EVERYTHING).after(Duration.ofHours(30));
        publish(waiting, planting, EVERYTHING.replace("timeout: P1D", "timeout: P3D"));
        return Stream.of(told(gathering), told(resting), told(waiting))
                .flatMap(List::stream)
                .toList();
    }

    /** A person does the task, another one is out of time, and one is given more of it. */
    private static List<Object> called(UnaryOperator<Step> planting) {
        Shop done = calling(planting);
        for (Task task : done.state().memory().people().tasks()) {
            TaskDeed finish = new TaskDeed.Finish("olga", null, null);
            done.signal(new Signal.Asked("a", "api", new Request.HandleTask(task.id(), finish, "crm")));
        }
        Shop late = calling(planting).after(Duration.ofHours(5));
        Shop moved = calling(planting);
        publish(moved, planting, EVERYTHING.replace("timeout: PT4H", "timeout: PT9H"));
        return Stream.of(told(done), told(late), told(moved))
                .flatMap(List::stream)
                .toList();
    }

    private static Shop calling(UnaryOperator<Step> planting) {
        Shop shop = begun(planting, EVERYTHING).after(Duration.ofDays(1)).happens("x.hurry", Map.of());
        if (!shop.sent().isEmpty()) {
            shop.receipt(shop.lastSent(), Status.FAILED_PERMANENT);
        }
        return shop.happens("x.thanks", Map.of());
    }

    private static List<Object> drawn(Journey journey) {
        return Stream.concat(
                        journey.steps().values().stream().map(Step::draw),
                        Stream.of(new TreeSet<>(journey.decidingEventTypes())))
                .map(Object.class::cast)
                .toList();
    }

    private static Shop begun(UnaryOperator<Step> planting, String text) {
        Shop shop = new Shop(planted(text, 1, planting)).known();
        return shop.happens("x.begun", Map.of("thing", "a", "due", Shop.NOON.plus(Duration.ofDays(1))));
    }

    private static void publish(Shop shop, UnaryOperator<Step> planting, String text) {
        shop.publish(Shop.definitions(
                2,
                Definitions.Status.LIVE,
                InFlight.MIGRATE,
                planted(EVERYTHING, 1, planting),
                planted(text, 2, planting)));
        shop.signal(new Signal.Redefined());
    }

    /** What was decided and sent, and where the runs stand. */
    private static List<Object> told(Shop shop) {
        return List.of(
                shop.story(),
                shop.sent().stream().map(sent -> sent.content().toString()).toList(),
                shop.state().instances().stream()
                        .map(instance -> instance.step() + " " + instance.position() + " "
                                + new java.util.TreeMap<>(instance.context()))
                        .toList());
    }

    private static Journey planted(String text, int version, UnaryOperator<Step> planting) {
        return PlantedJourneys.with(Written.journey(text, version), version, planting);
    }
}
