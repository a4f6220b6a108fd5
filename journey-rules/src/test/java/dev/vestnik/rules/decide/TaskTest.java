package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.customer.Task;
import dev.vestnik.rules.customer.Task.Status;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.owner.TaskDeed;
import dev.vestnik.rules.reason.Breakdown;
import dev.vestnik.rules.reason.Declined;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A person calls the customer, and the journey goes on as the call went. */
class TaskTest {
    private static final String CALL = """
            id: call
            class: service
            entry: {on: x.odd, key: event.orderId}
            exit: [{on: x.settled, match: event.orderId == key, reason: settled}]
            start: call
            steps:
              call:
                type: task
                queue: calls
                text: 'Call {{ customer.firstName | default: "the customer" }} about {{ event.orderId }}'
                timeout: PT4H
                escalate: {queue: lead, timeout: PT2H}
                outcomes: [{name: reached, next: thank}, {name: unreachable, next: wait}]
                onTimeout: sorry
              thank: {type: message, template: hello, channels: [{via: sms}]}
              sorry: {type: message, template: hello, channels: [{via: email}]}
              wait: {type: delay, for: P1D}
            """;

    private final Shop shop = new Shop(Written.journey(CALL)).known();
    private int asks;

    private Task task() {
        return tasks(shop).getLast();
    }

    private static List<Task> tasks(Shop shop) {
        return shop.state().memory().people().tasks();
    }

    private void odd(String order) {
        shop.happens("x.odd", Map.of("orderId", order));
    }

    private Effect asked(TaskDeed deed) {
        return asked(task().id(), deed);
    }

    private Effect asked(UUID task, TaskDeed deed) {
        String id = "ask-" + asks++;
        shop.signal(new Signal.Asked(id, "api:1", new Request.HandleTask(task, deed, "crm")));
        List<Effect> answers = shop.only(Effect.class).stream()
                .filter(effect ->
                        effect instanceof Effect.Grant grant && grant.askId().equals(id)
                                || effect instanceof Effect.Refuse refuse
                                        && refuse.askId().equals(id))
                .toList();
        assertThat(answers).as("one answer").hasSize(1);
        return answers.getFirst();
    }

    private static TaskDeed.Finish finish(String by, String outcome) {
        return new TaskDeed.Finish(by, outcome, null);
    }

    private static void assertGranted(Effect answer, String state) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Effect.Grant.class, grant -> assertThat(grant.result()).containsEntry("state", state));
    }

    private static void assertRefused(Effect answer, Declined reason, String detail) {
        assertThat(answer).isInstanceOfSatisfying(Effect.Refuse.class, refuse -> {
            assertThat(refuse.reason()).isEqualTo(reason);
            assertThat(refuse.detail()).contains(detail);
        });
    }

    private List<Decision> decisions() {
        return shop.only(Effect.Record.class).stream()
                .map(Effect.Record::decision)
                .filter(decision -> decision.outcome() == Outcome.TASK)
                .toList();
    }

    @Test
    void saysWhatIsToBeDoneAndUntilWhen() {
        odd("o1");
        assertThat(task().queue()).isEqualTo("calls");
        assertThat(task().text()).isEqualTo("Call Anna about o1");
        assertThat(task().outcomes()).containsExactly("reached", "unreachable");
        assertThat(task().due()).isEqualTo(Shop.NOON.plus(Duration.ofHours(4)));
        assertThat(shop.story()).endsWith("ENTERED", "TASK made");
    }

    @Test
    void goesOnByTheOutcomeThatIsChosen() {
        odd("o1");
        assertGranted(asked(new TaskDeed.Take("olga")), "taken");
        assertGranted(asked(finish("olga", "reached")), "finished");
        assertThat(shop.sent()).hasSize(1);
        odd("o2");
        asked(finish("olga", "unreachable"));
        assertThat(shop.state().instances())
                .anySatisfy(run -> assertThat(run.step()).isEqualTo("wait"));
    }

    @Test
    void decisionsNameNoPersonAndNoText() {
        odd("o1");
        asked(new TaskDeed.Take("olga"));
        asked(new TaskDeed.Finish("olga", "reached", "she was glad"));
        assertThat(decisions()).extracting(Decision::reason).containsExactly("made", "taken", "finished");
        assertThat(decisions().toString()).doesNotContain("olga", "Anna", "glad");
        assertThat(decisions().getLast().inputs())
                .containsEntry("outcome", "reached")
                .containsEntry("queue", "calls")
                .containsEntry("requestedBy", "crm");
    }

    @Test
    void theSecondWhoTakesItHearsWhoHasIt() {
        odd("o1");
        asked(new TaskDeed.Take("olga"));
        assertRefused(asked(new TaskDeed.Take("pavel")), Declined.TASK_TAKEN, "olga has the task since");
        assertRefused(asked(finish("pavel", "reached")), Declined.TASK_TAKEN, "olga");
        assertGranted(asked(new TaskDeed.Take("olga")), "taken");
        assertThat(decisions()).as("taking it again is no news").hasSize(2);
    }

    @Test
    void whatIsGivenBackIsForAnybody() {
        odd("o1");
        asked(new TaskDeed.Take("olga"));
        assertGranted(asked(new TaskDeed.Release()), "open");
        assertGranted(asked(new TaskDeed.Release()), "open");
        assertGranted(asked(new TaskDeed.Take("pavel")), "taken");
    }

    @Test
    void movesToTheSecondQueueThenGoesOnWithoutAnybody() {
        odd("o1");
        asked(new TaskDeed.Take("olga"));
        shop.after(Duration.ofHours(4));
        assertThat(task().queue()).isEqualTo("lead");
        assertThat(task().progress().status()).isEqualTo(Status.OPEN);
        assertThat(task().progress().by()).isNull();
        assertThat(shop.sent()).isEmpty();
        shop.after(Duration.ofHours(2));
        assertThat(task().progress().status()).isEqualTo(Status.EXPIRED);
        assertThat(shop.channels()).containsExactly(Channel.EMAIL);
        assertRefused(asked(finish("olga", "reached")), Declined.TASK_CLOSED, "has expired");
    }

    @Test
    void isWithdrawnWhenItsRunEndsAndSaysSo() {
        odd("o1");
        asked(new TaskDeed.Take("olga"));
        shop.happens("x.settled", Map.of("orderId", "o1"));
        assertThat(task().progress().status()).isEqualTo(Status.WITHDRAWN);
        assertThat(decisions().getLast().inputs()).containsEntry("because", "settled");
        assertRefused(asked(finish("olga", "reached")), Declined.TASK_CLOSED, "withdrawn");
        assertRefused(asked(new TaskDeed.Take("pavel")), Declined.TASK_CLOSED, "settled");
        assertThat(shop.sent()).isEmpty();
    }

    @Test
    void isWithdrawnWhenARuleLeadsItsRunElsewhere() {
        Shop led = new Shop(Written.journey(CALL.replace("start: call", "on: [{on: x.paid, goto: wait}]\nstart: call")))
                .known();
        led.happens("x.odd", Map.of("orderId", "o1")).happens("x.paid", Map.of());
        assertThat(tasks(led).getLast().progress().result()).isEqualTo("moved-on");
        assertThat(led.story()).endsWith("TASK made", "TASK withdrawn");
    }

    @Test
    void refusesAnOutcomeThatItDoesNotHave() {
        odd("o1");
        assertRefused(asked(finish("olga", "maybe")), Declined.NO_OUTCOME, "reached, unreachable");
        assertRefused(asked(finish("olga", null)), Declined.NO_OUTCOME, "reached, unreachable");
        assertRefused(asked(new UUID(1, 2), finish("olga", null)), Declined.NO_TASK, "no task");
        assertThat(task().progress().status()).isEqualTo(Status.OPEN);
    }

    @Test
    void isFinishedOnceAndSaysItAgainToWhoDidIt() {
        odd("o1");
        asked(finish("olga", "reached"));
        assertGranted(asked(finish("olga", "reached")), "finished");
        assertRefused(asked(finish("pavel", "reached")), Declined.TASK_CLOSED, "olga has finished");
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void aTaskWithoutOutcomesIsJustFinished() {
        Shop plain = new Shop(Written.journey(CALL.replaceAll("(?m)^    outcomes:.*\n", "    next: thank\n")
                        .replaceAll("(?m)^  wait:.*\n", "")))
                .known();
        plain.happens("x.odd", Map.of("orderId", "o1"));
        Task task = tasks(plain).getLast();
        plain.signal(new Signal.Asked("a", "api", new Request.HandleTask(task.id(), finish("olga", null), "crm")));
        assertThat(plain.sent()).hasSize(1);
    }

    @Test
    void theFinishedTaskIsAnEventForOtherJourneys() {
        Shop both = new Shop(Written.journey(CALL), Written.journey("""
                        id: after
                        class: service
                        entry: {on: task.finished, if: event.queue == "calls" && event.outcome == "unreachable" && event.note == "twice"}
                        start: tell
                        steps: {tell: {type: message, template: hello, channels: [{via: push}]}}
                        """)).known();
        both.happens("x.odd", Map.of("orderId", "o1"));
        UUID task = tasks(both).getLast().id();
        both.signal(new Signal.Asked(
                "a", "api", new Request.HandleTask(task, new TaskDeed.Finish("olga", "unreachable", "twice"), "crm")));
        assertThat(both.channels()).containsExactly(Channel.PUSH);
    }

    @Test
    void aTextThatCannotBeMadeLeavesATaskWithoutOne() {
        Shop mute = new Shop(Written.journey(CALL.replace("{{ event.orderId }}", "{{ event.colour }}"))).known();
        mute.happens("x.odd", Map.of("orderId", "o1"));
        assertThat(tasks(mute).getLast().text()).isNull();
        assertThat(mute.story()).endsWith("SKIPPED not-renderable", "TASK made");
    }

    @Test
    void aLongTextIsCut() {
        shop.happens("x.odd", Map.of("orderId", "o".repeat(5_000)));
        assertThat(task().text()).hasSize(TaskStep.LONGEST_TEXT).endsWith("…");
    }

    @Test
    void aCustomerHasSoManyTasksAtOnceAndNoMore() {
        for (int i = 0; i <= Tasks.MOST_PENDING; i++) {
            odd("o" + i);
        }
        assertThat(tasks(shop)).hasSize(Tasks.MOST_PENDING);
        assertThat(shop.story()).endsWith("DROPPED task-not-made");
        shop.after(Duration.ofHours(4));
        assertThat(shop.sent())
                .as("the one without a task goes on by its time-out")
                .hasSize(1);
    }

    @Test
    void closedOnesAreForgotten() {
        for (int i = 0; i <= Tasks.MOST_CLOSED; i++) {
            odd("o" + i);
            asked(finish("olga", "unreachable"));
        }
        assertThat(tasks(shop)).hasSize(Tasks.MOST_CLOSED);
        assertThat(shop.story()).contains("DROPPED task-not-kept");
        shop.after(Tasks.CLOSED_KEPT.plusDays(2));
        assertThat(tasks(shop)).isEmpty();
    }

    @Test
    void aFinishWhileItsRunIsParkedIsKeptForTheRetry() {
        odd("o1");
        UUID run = shop.state().instances().getFirst().id();
        shop.become(shop.state()
                .withInstances(shop.state().instances().stream()
                        .map(instance -> instance.at(
                                instance.step(),
                                instance.iteration(),
                                new Position.Stuck(
                                        shop.now(),
                                        new Position.Failure(Breakdown.FAILED, "a bug"),
                                        shop.now(),
                                        instance.position(),
                                        List.of())))
                        .toList()));
        assertGranted(asked(finish("olga", "reached")), "finished");
        assertThat(shop.sent()).isEmpty();
        shop.signal(new Signal.Asked("r", "api", new Request.ResolveStuck(run, Request.Resolution.RETRY, "crm")));
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void aNewVersionHasItsTimeAndItsOutcomes() {
        odd("o1");
        String newer = CALL.replace("PT4H", "PT8H").replace("name: unreachable", "name: voicemail");
        shop.publish(Shop.definitions(
                2, Definitions.Status.LIVE, InFlight.MIGRATE, Written.journey(CALL), Written.journey(newer, 2)));
        shop.signal(new Signal.Redefined());
        assertThat(task().outcomes()).containsExactly("reached", "voicemail");
        assertThat(task().due()).isEqualTo(Shop.NOON.plus(Duration.ofHours(8)));
        shop.after(Duration.ofHours(7));
        assertThat(task().queue()).isEqualTo("calls");
        shop.after(Duration.ofHours(1));
        assertThat(task().queue()).isEqualTo("lead");
    }

    @Test
    void faultsAreNamedWhereTheyAre() {
        assertThat(faults(CALL.replace("queue: calls", "queue: Calls!")))
                .containsExactly("steps.call.queue: must be 1-100 small letters, digits, dots and dashes");
        assertThat(faults(CALL.replace("    timeout: PT4H\n", ""))).containsExactly("steps.call.timeout: is missing");
        assertThat(faults(CALL.replace("name: unreachable", "name: reached")))
                .containsExactly("steps.call.outcomes[1].name: is there twice");
        assertThat(faults(CALL.replace("    timeout: PT4H\n", "    timeout: PT4H\n    next: wait\n")))
                .containsExactly("steps.call.next: is for tasks without outcomes: each of those says where it leads");
        assertThat(faults(CALL.replace("{{ event.orderId }}", "{{ order.id }}")))
                .anySatisfy(fault -> assertThat(fault).startsWith("steps.call.text: there is no variable \"order\""));
        assertThat(faults(CALL.replace("{queue: lead, timeout: PT2H}", "{queue: lead}")))
                .containsExactly("steps.call.escalate.timeout: is missing");
    }

    private static List<String> faults(String text) {
        Checked<Journey> checked = Written.check(text, 1);
        assertThat(checked).as(text).isInstanceOf(Checked.Faulty.class);
        return ((Checked.Faulty<Journey>) checked)
                .faults().stream().map(Fault::toString).toList();
    }
}
