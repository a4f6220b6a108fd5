package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.LinkedHashMap;
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
 * found. A message step is not in it: gates and receipts know its class, and its own suites drive it.
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

    /** What sound steps show. */
    private static final List<Object> SOUND = history(step -> step);

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
                        Map.entry("end", List.of(Duty.ENTER, Duty.DRAW)))
                .flatMap(kind -> kind.getValue().stream().map(duty -> kind.getKey() + " " + duty));
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void everyPlantedBugIsFound(String bug) {
        String kind = bug.substring(0, bug.indexOf(' '));
        Duty duty = Duty.valueOf(bug.substring(kind.length() + 1));
        assertThat(history(step -> step.draw().kind().equals(kind) ? new Planted((StepRules) step, duty) : step))
                .as(bug)
                .isNotEqualTo(SOUND);
    }

    @Test
    void soundStepsMakeTheSameHistoryEachTime() {
        assertThat(history(step -> step)).isEqualTo(SOUND);
    }

    @Test
    void everyKindHasItsBugs() {
        Set<String> planted =
                bugs().map(bug -> bug.substring(0, bug.indexOf(' '))).collect(Collectors.toCollection(TreeSet::new));
        assertThat(planted)
                .containsExactlyInAnyOrderElementsOf(StepRegistry.KINDS.all().stream()
                        .map(kind -> kind.type())
                        .filter(type -> !type.equals("message"))
                        .toList());
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
                        drawn(planting))
                .flatMap(List::stream)
                .toList();
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

    private static List<Object> drawn(UnaryOperator<Step> planting) {
        Journey journey = planted(EVERYTHING, 1, planting);
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
        Journey journey = Written.journey(text, version);
        Map<String, Step> steps = new LinkedHashMap<>();
        journey.steps().forEach((id, step) -> steps.put(id, planting.apply(step)));
        return new Journey(
                journey.id(),
                version,
                journey.journeyClass(),
                journey.topic(),
                journey.priority(),
                journey.entry(),
                journey.context(),
                journey.exits(),
                journey.goal(),
                journey.holdout(),
                steps,
                journey.start(),
                journey.shops(),
                journey.wide());
    }
}
