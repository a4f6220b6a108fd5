package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.address.Inbound;
import dev.vestnik.rules.address.Inbound.Kind;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.customer.Task;
import dev.vestnik.rules.decide.Signal.Receipt;
import dev.vestnik.rules.decide.Signal.Receipt.Status;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.owner.TaskDeed;
import dev.vestnik.rules.reason.Breakdown;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The customer is asked by SMS, and the journey goes on as the answer says. */
class AskTest {
    private static final AddressKey PHONE = AddressKey.of("main", Channel.SMS, "+74956460054");
    private static final String RATE = """
            id: rate
            class: service
            entry: {on: x.delivered, key: event.orderId}
            exit: [{on: x.returned, match: event.orderId == key}]
            start: ask
            steps:
              ask:
                type: ask
                template: hello
                answers:
                  - {name: good, number: {from: 7, to: 10}, next: glad}
                  - {name: bad, number: {from: 1, to: 6}, next: sad}
                  - {name: later, words: [later, позже], next: rest}
                  - {name: declined, means: no}
                into: rating
                queue: readers
                timeout: P1D
                onTimeout: late
                onNone: unasked
              glad: {type: delay, for: P9D}
              sad: {type: delay, for: P9D}
              rest: {type: delay, for: P9D}
              late: {type: delay, for: P9D}
              unasked: {type: delay, for: P9D}
            """;

    private final Shop shop = new Shop(Written.journey(RATE)).known();
    private int written;

    private void delivered(String order) {
        shop.happens("x.delivered", Map.of("orderId", order));
    }

    /** The question is asked, and has arrived. */
    private void asked(String order, String providerId) {
        delivered(order);
        accepted(providerId);
    }

    private void accepted(String providerId) {
        Effect.Send send = shop.lastSent();
        shop.reported(
                send.message(),
                send.attempt(),
                Channel.SMS,
                Status.ACCEPTED,
                new Receipt.Details(null, false, null, false, false, List.of(), Map.of("providerIds", providerId)));
    }

    private void writes(String text) {
        writes(text, null);
    }

    private void writes(String text, @Nullable String replyTo) {
        shop.signal(wrote("i" + written++, text, replyTo));
    }

    private Signal.Wrote wrote(String id, String text, @Nullable String replyTo) {
        return new Signal.Wrote(
                PHONE,
                new Inbound(
                        id,
                        Kind.TEXT,
                        Inbound.meaning(Kind.TEXT, text),
                        text,
                        new Inbound.Reference(null, replyTo),
                        shop.now(),
                        shop.now()));
    }

    private Instance run(String order) {
        return shop.state().instances().stream()
                .filter(run -> run.key().equals(order))
                .findFirst()
                .orElseThrow();
    }

    private List<Task> tasks() {
        return shop.state().memory().people().tasks();
    }

    private void finishes(String outcome) {
        TaskDeed.Finish finish = new TaskDeed.Finish("desk-1", outcome, null);
        shop.signal(new Signal.Asked(
                "f", "api", new Request.HandleTask(tasks().getLast().id(), finish, "crm")));
    }

    @Test
    void goesOnByTheAnswerAndKeepsIt() {
        asked("o1", "p1");
        writes("9/10");
        assertThat(run("o1").step()).isEqualTo("glad");
        assertThat(run("o1").context()).containsEntry("rating", Map.of("answer", "good", "text", "9/10", "number", 9L));
        assertThat(run("o1").event()).containsEntry("text", "9/10").containsEntry("question", "rate/ask");
        assertThat(shop.story()).endsWith("ANSWER understood");
        assertThat(shop.state().memory().people().isEmpty()).isTrue();
    }

    @Test
    void understandsNumbersWordsAndANo() {
        for (var said : Map.of("3", "sad", "Позже!", "rest").entrySet()) {
            asked("o" + said.getKey(), "p");
            writes(said.getKey());
            assertThat(run("o" + said.getKey()).step()).isEqualTo(said.getValue());
        }
        asked("last", "p");
        writes("нет, спасибо");
        assertThat(shop.story()).endsWith("ANSWER understood", "LEFT completed");
    }

    @Test
    void hearsAnAnswerThatOvertakesTheReceipt() {
        delivered("o1");
        writes("9");
        assertThat(run("o1").step()).isEqualTo("glad");
        accepted("p1");
        assertThat(run("o1").step()).isEqualTo("glad");
    }

    @Test
    void waitsFromWhenTheQuestionHasGone() {
        delivered("o1");
        shop.after(Duration.ofHours(1));
        accepted("p1");
        shop.receipt(shop.lastSent(), Status.DELIVERED);
        assertThat(run("o1").position()).isInstanceOf(Position.Waiting.class);
        shop.after(Duration.ofHours(23));
        assertThat(run("o1").step()).isEqualTo("ask");
        shop.after(Duration.ofHours(1));
        assertThat(run("o1").step()).isEqualTo("late");
    }

    @Test
    void asksOnceMoreThenAPersonReadsIt() {
        asked("o1", "p1");
        writes("what?");
        assertThat(shop.sent()).hasSize(2);
        assertThat(shop.sent().getFirst().message())
                .isNotEqualTo(shop.lastSent().message());
        assertThat(shop.story()).contains("ANSWER asked-again");
        accepted("p2");
        writes("it was great");
        assertThat(shop.sent()).hasSize(2);
        assertThat(tasks()).singleElement().satisfies(task -> {
            assertThat(task.queue()).isEqualTo("readers");
            assertThat(task.text()).isEqualTo("it was great");
            assertThat(task.outcomes()).containsExactly("good", "bad", "later", "declined");
        });
        writes("really great");
        assertThat(tasks().getLast().text()).isEqualTo("it was great\nreally great");
        finishes("good");
        assertThat(run("o1").step()).isEqualTo("glad");
        assertThat(shop.story()).endsWith("TASK finished", "ANSWER understood");
        assertThat(run("o1").context().get("rating"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("answer", "good")
                .containsEntry("text", "really great");
    }

    @Test
    void decisionsDoNotQuoteTheCustomer() {
        asked("o1", "p1");
        writes("my name is Anna");
        accepted("p2");
        writes("my name is Anna");
        writes("9");
        assertThat(shop.only(Effect.Record.class).toString()).doesNotContain("my name");
    }

    @Test
    void theTaskIsWithdrawnWhenTheCustomerAnswersAfterAll() {
        asked("o1", "p1");
        writes("what?");
        accepted("p2");
        writes("hm");
        writes("9");
        assertThat(run("o1").step()).isEqualTo("glad");
        assertThat(tasks().getLast().progress().status()).isEqualTo(Task.Status.WITHDRAWN);
    }

    @Test
    void theTaskOfAnUnclearAnswerIsOverdueAtItsTime() {
        asked("o1", "p1");
        writes("what?");
        accepted("p2");
        writes("hm");
        shop.after(Duration.ofDays(1));
        assertThat(tasks().getLast().progress().status()).isEqualTo(Task.Status.EXPIRED);
        assertThat(run("o1").step()).isEqualTo("late");
    }

    @Test
    void aPersonReadsItAtOnceWhereItCannotBeAskedAgain() {
        asked("o1", "p1");
        writes("what?");
        shop.receipt(shop.lastSent(), Status.FAILED_PERMANENT);
        assertThat(tasks().getLast().text()).isEqualTo("what?");
    }

    @Test
    void goesElsewhereWhereItCannotBeAskedAtAll() {
        Shop nobody = new Shop(Written.journey(RATE));
        nobody.happens("x.delivered", Map.of("orderId", "o1"));
        assertThat(nobody.state().instances().getFirst().step()).isEqualTo("unasked");
        assertThat(nobody.state().memory().people().isEmpty()).isTrue();
    }

    @Test
    void ofTwoQuestionsTheLatestIsAnswered() {
        asked("o1", "p1");
        shop.after(Duration.ofMinutes(5));
        asked("o2", "p2");
        writes("9");
        assertThat(run("o1").step()).isEqualTo("ask");
        assertThat(run("o2").step()).isEqualTo("glad");
        writes("3");
        assertThat(run("o1").step()).isEqualTo("sad");
    }

    @Test
    void ofTwoQuestionsTheOneThatTheAnswerNamesIsAnswered() {
        asked("o1", "p1 p1b");
        shop.after(Duration.ofMinutes(5));
        asked("o2", "p2");
        writes("9", "p1b");
        assertThat(run("o1").step()).isEqualTo("glad");
        assertThat(run("o2").step()).isEqualTo("ask");
        writes("3", "unheard-of");
        assertThat(run("o2").step()).isEqualTo("sad");
    }

    @Test
    void aStopIsAStopAndAnswersNothing() {
        asked("o1", "p1");
        int before = shop.sent().size();
        writes("стоп");
        assertThat(run("o1").step()).isEqualTo("ask");
        assertThat(shop.sent()).hasSize(before);
        assertThat(shop.story()).contains("CONSENT address-stopped").doesNotContain("ANSWER asked-again");
    }

    @Test
    void theSameAnswerTwiceIsOne() {
        asked("o1", "p1");
        Signal.Wrote what = wrote("i", "what?", null);
        shop.signal(what);
        shop.signal(what);
        assertThat(tasks()).isEmpty();
        assertThat(shop.sent()).hasSize(2);
    }

    @Test
    void whatNobodyHasAskedForIsAnEventWithoutAQuestion() {
        Shop both = new Shop(Written.journey(RATE), Written.journey("""
                        id: where
                        class: service
                        entry: {on: message.inbound, if: '!has(event.question)'}
                        start: tell
                        steps: {tell: {type: message, template: hello, channels: [{via: email}]}}
                        """)).known();
        both.signal(wrote("i1", "9", null));
        assertThat(both.channels()).containsExactly(Channel.EMAIL);
        both.happens("x.delivered", Map.of("orderId", "o1"));
        both.signal(wrote("i2", "9", null));
        assertThat(both.channels()).as("the answer starts nothing else").containsExactly(Channel.EMAIL, Channel.SMS);
    }

    @Test
    void anAnswerWhileItsRunIsParkedIsKeptForTheRetry() {
        asked("o1", "p1");
        shop.become(shop.state()
                .withInstances(shop.state().instances().stream()
                        .map(run -> run.at(
                                run.step(),
                                run.iteration(),
                                new Position.Stuck(
                                        shop.now(),
                                        new Position.Failure(Breakdown.FAILED, "a bug"),
                                        shop.now(),
                                        run.position(),
                                        List.of())))
                        .toList()));
        writes("9");
        assertThat(run("o1").step()).isEqualTo("ask");
        Request retry = new Request.ResolveStuck(run("o1").id(), Request.Resolution.RETRY, "crm");
        shop.signal(new Signal.Asked("r", "api", (Request.OfCustomer) retry));
        assertThat(run("o1").step()).isEqualTo("glad");
    }

    @Test
    void aNewVersionHasItsTimeAndItsAnswers() {
        asked("o1", "p1");
        String newer = RATE.replace("timeout: P1D", "timeout: P3D")
                .replace("from: 7, to: 10", "from: 9, to: 10")
                .replace("from: 1, to: 6", "from: 1, to: 8");
        shop.publish(Shop.definitions(
                2, Definitions.Status.LIVE, InFlight.MIGRATE, Written.journey(RATE), Written.journey(newer, 2)));
        shop.signal(new Signal.Redefined());
        shop.after(Duration.ofDays(2));
        assertThat(run("o1").step()).isEqualTo("ask");
        writes("8");
        assertThat(run("o1").step()).isEqualTo("sad");
    }

    @Test
    void isForgottenWithItsRun() {
        asked("o1", "p1");
        shop.happens("x.returned", Map.of("orderId", "o1"));
        assertThat(shop.state().memory().people().isEmpty()).isTrue();
    }

    @Test
    void faultsAreNamedWhereTheyAre() {
        assertThat(faults(RATE.replace("[later, позже]", "[later, Стоп]")))
                .containsExactly(
                        "steps.ask.answers[2].words[1]: is a word that stops or allows marketing, and never comes to a question");
        assertThat(faults(RATE.replace("{from: 1, to: 6}", "{from: 1, to: 7}")))
                .containsExactly("steps.ask.answers[1].number: has numbers of another answer, too");
        assertThat(faults(RATE.replace("{name: declined, means: no}", "{name: declined}")))
                .containsExactly(
                        "steps.ask.answers[3]: must say how it is recognised: \"means\", \"number\", \"words\"");
        assertThat(faults(RATE.replace("name: bad", "name: good")))
                .containsExactly("steps.ask.answers[1].name: is there twice");
        assertThat(faults(RATE.replace("    into: rating\n", ""))).containsExactly("steps.ask.into: is missing");
        assertThat(faults(RATE.replace("means: no", "means: maybe"))).hasSize(1);
        assertThat(faults(RATE.replace("means: no", "means: no, words: [never]")))
                .hasSize(1);
    }

    private static List<String> faults(String text) {
        Checked<Journey> checked = Written.check(text, 1);
        assertThat(checked).as(text).isInstanceOf(Checked.Faulty.class);
        return ((Checked.Faulty<Journey>) checked)
                .faults().stream().map(Fault::toString).toList();
    }
}
