package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.address.Inbound;
import dev.vestnik.rules.address.Inbound.Kind;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.HeldOffer;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.customer.Task;
import dev.vestnik.rules.decide.Signal.Receipt;
import dev.vestnik.rules.decide.Signal.Receipt.Status;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Pauses;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.owner.AskId;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.owner.TaskDeed;
import dev.vestnik.rules.reason.Breakdown;
import dev.vestnik.rules.settings.ShopSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A publication gives a step another id while a run has something open there outside: what comes back finds its run. */
class RenamedStepTest {
    private static final AddressKey PHONE = AddressKey.of("main", Channel.SMS, "+74956460054");
    private static final String CHAIN = journey("""
            old:
              type: message
              template: hello
              channels: [{via: push, until: opened, for: PT30M}, {via: sms, until: delivered, for: PT30M}, {via: email}]
              onSent: done
              onNone: none
            """);
    private static final String TASK = journey("""
            old:
              type: task
              queue: calls
              text: Call
              timeout: PT4H
              escalate: {queue: lead, timeout: PT2H}
              outcomes: [{name: reached, next: done}, {name: unreachable, next: none}]
              onTimeout: none
            """);
    private static final String ASK = journey("""
            old:
              type: ask
              template: hello
              answers: [{name: good, number: {from: 7, to: 10}, next: done}, {name: bad, number: {from: 1, to: 6}, next: none}]
              into: rating
              queue: readers
              timeout: P1D
              onTimeout: none
              onNone: none
            """);
    private static final String LOOKUP = journey(
                    "old: {type: lookup, source: bonus, params: {id: event.id}, into: points, default: '1', next: done}")
            .replace("  none: {type: delay, for: P9D}\n", "");
    private static final String OFFER = journey("old: {type: offer, offer: spring, next: done, onEmpty: none}");

    private final Shop shop = new Shop().known();
    private String before = "";
    private int said;

    private static String journey(String step) {
        return """
                id: j
                class: service
                entry: {on: x.begun, key: event.id}
                start: old
                steps:
                %s
                  done: {type: delay, for: P9D}
                  none: {type: delay, for: P9D}
                """.formatted(step.indent(2).stripTrailing());
    }

    private void entered(String journey) {
        before = journey;
        shop.publish(Shop.definitions(1, Definitions.Status.LIVE, InFlight.KEEP, Written.journey(journey, 1)));
        shop.happens("x.begun", Map.of("id", "a"));
    }

    private void renamed() {
        Journey old = Written.journey(before, 1);
        Journey current = Written.journey(before.replace("old", "new"), 2);
        Published published = new Published(
                Definitions.Status.LIVE,
                2,
                Map.of(1, old, 2, current),
                number -> null,
                Map.of(2, InFlight.MIGRATE),
                Map.of(2, Map.of("old", "new")),
                Pauses.NONE);
        shop.publish(
                Definitions.of(2, Map.of(old.id(), published), shop.published().templates(), ShopSettings.DEFAULT));
        shop.signal(new Signal.Redefined());
        assertThat(run().step()).isEqualTo("new");
    }

    private Instance run() {
        assertThat(shop.state().instances()).hasSize(1);
        return shop.state().instances().getFirst();
    }

    private Task task() {
        return shop.state().memory().people().tasks().getLast();
    }

    private void finishes(String outcome) {
        TaskDeed deed = new TaskDeed.Finish("desk-1", outcome, null);
        shop.signal(new Signal.Asked("f" + said++, "api:1", new Request.HandleTask(task().id(), deed, "crm")));
    }

    private void writes(String text, String replyTo) {
        Inbound.Reference reference = new Inbound.Reference(null, replyTo);
        String id = "i" + said++;
        shop.signal(new Signal.Wrote(
                PHONE,
                new Inbound(id, Kind.TEXT, Inbound.meaning(Kind.TEXT, text), text, reference, shop.now(), shop.now())));
    }

    private void accepted(String providerId) {
        Effect.Send send = shop.lastSent();
        Receipt.Details details =
                new Receipt.Details(null, false, null, false, false, List.of(), Map.of("providerIds", providerId));
        shop.reported(send.message(), send.attempt(), send.content().channel(), Status.ACCEPTED, details);
    }

    private void parked() {
        shop.become(shop.state()
                .withInstances(List.of(run().at(
                                run().step(),
                                run().iteration(),
                                new Position.Stuck(
                                        shop.now(),
                                        new Position.Failure(Breakdown.FAILED, "a bug"),
                                        shop.now(),
                                        run().position(),
                                        List.of())))));
    }

    private void retried() {
        Request.OfCustomer retry = new Request.ResolveStuck(run().id(), Request.Resolution.RETRY, "crm");
        shop.signal(new Signal.Asked("r", "api:1", retry));
    }

    @Test
    void aMessageThatIsOutHasItsReceiptsAndEachChannelOnce() {
        entered(CHAIN);
        Effect.Send push = shop.lastSent();
        renamed();
        shop.after(Duration.ofMinutes(30));
        Effect.Send sms = shop.lastSent();
        assertThat(shop.channels()).containsExactly(Channel.PUSH, Channel.SMS);
        shop.receipt(push, Status.OPENED);
        assertThat(run().step()).isEqualTo("done");
        assertThat(shop.only(Effect.Revoke.class).getLast().message())
                .as("not needed any more")
                .isEqualTo(sms.message());
        assertThat(shop.after(Duration.ofDays(1)).channels()).containsExactly(Channel.PUSH, Channel.SMS);
    }

    @Test
    void aMessageThatFailedForNowIsTriedAgainAsTheSame() {
        entered(CHAIN);
        Effect.Send push = shop.lastSent();
        shop.receipt(push, Status.FAILED_TEMPORARY);
        renamed();
        shop.after(Duration.ofMinutes(1));
        assertThat(shop.sent()).hasSize(2);
        assertThat(shop.lastSent().message()).isEqualTo(push.message());
        assertThat(shop.lastSent().attempt()).isEqualTo(2);
        shop.receipt(shop.lastSent(), Status.FAILED_TEMPORARY).after(Duration.ofMinutes(5));
        assertThat(shop.lastSent().message())
                .as("also once it was tried under the new id")
                .isEqualTo(push.message());
        shop.receipt(shop.lastSent(), Status.OPENED);
        assertThat(run().step()).isEqualTo("done");
    }

    @Test
    void aMessageIsTakenBackWhereARuleLeadsItsRunElsewhere() {
        entered(CHAIN + "on: [{on: x.left, goto: none}]\n");
        renamed();
        shop.happens("x.left", Map.of());
        assertThat(run().step()).isEqualTo("none");
        assertThat(shop.only(Effect.Revoke.class))
                .extracting(Effect.Revoke::message)
                .containsExactly(shop.lastSent().message());
    }

    @Test
    void aMessageWhoseChannelsHaveAllFailedIsNotBegunAfresh() {
        entered(CHAIN);
        shop.receipt(shop.lastSent(), Status.FAILED_PERMANENT);
        shop.receipt(shop.lastSent(), Status.FAILED_PERMANENT);
        renamed();
        shop.receipt(shop.lastSent(), Status.FAILED_PERMANENT);
        assertThat(run().step()).isEqualTo("none");
        assertThat(shop.channels()).containsExactly(Channel.PUSH, Channel.SMS, Channel.EMAIL);
    }

    @Test
    void aParkedMessageCatchesUpWithItsReceipts() {
        entered(CHAIN);
        parked();
        renamed();
        shop.receipt(shop.lastSent(), Status.OPENED);
        retried();
        assertThat(run().step()).isEqualTo("done");
    }

    @Test
    void aTaskThatIsFinishedLeadsItsRunOn() {
        entered(TASK);
        renamed();
        finishes("reached");
        assertThat(run().step()).isEqualTo("done");
    }

    @Test
    void aTaskEscalatesAndIsFinishedThere() {
        entered(TASK);
        renamed();
        shop.after(Duration.ofHours(4));
        assertThat(task().queue()).isEqualTo("lead");
        finishes("reached");
        assertThat(run().step()).isEqualTo("done");
    }

    @Test
    void aTaskThatWasFinishedWhileItsRunWasParkedCountsAtTheRetry() {
        entered(TASK);
        parked();
        finishes("reached");
        renamed();
        retried();
        assertThat(run().step()).isEqualTo("done");
    }

    @Test
    void anAnswerToAQuestionIsUnderstood() {
        entered(ASK);
        accepted("p1");
        renamed();
        writes("9", "p1");
        assertThat(run().step()).isEqualTo("done");
    }

    @Test
    void aQuestionThatHasNotArrivedYetIsReportedAndAnswered() {
        entered(ASK);
        renamed();
        accepted("p1");
        assertThat(run().position()).isInstanceOf(Position.Waiting.class);
        assertThat(shop.state().memory().people().dialogues().getFirst().providerIds())
                .hasSize(1);
        writes("9", "p1");
        assertThat(run().step()).isEqualTo("done");
    }

    @Test
    void aQuestionThatWasAskedTwiceIsStillAskedTwice() {
        entered(ASK);
        accepted("p1");
        writes("what?", "p1");
        assertThat(shop.sent()).hasSize(2);
        renamed();
        accepted("p2");
        writes("what again?", "p2");
        assertThat(shop.sent()).hasSize(2);
        finishes("good");
        assertThat(run().step()).isEqualTo("done");
    }

    @Test
    void aPersonWhoReadsAnAnswerLeadsTheRunOn() {
        entered(ASK);
        accepted("p1");
        writes("what?", "p1");
        accepted("p2");
        writes("hm", "p2");
        renamed();
        writes("great", "p2");
        assertThat(task().text()).isEqualTo("hm\ngreat");
        finishes("good");
        assertThat(run().step()).isEqualTo("done");
    }

    @Test
    void anAnswerOfASourceIsTaken() {
        entered(LOOKUP);
        String askId = shop.only(Effect.Ask.class).getLast().askId();
        renamed();
        shop.signal(new Signal.Granted(askId, Map.of("value", 250L)));
        assertThat(run().context()).containsEntry("points", 250L);
        assertThat(run().step()).isEqualTo("done");
    }

    @Test
    void aCodeIsHeldByTheClaimUnderWhichItWasAskedFor() {
        entered(OFFER);
        String askId = shop.only(Effect.Ask.class).getLast().askId();
        renamed();
        shop.signal(new Signal.Granted(askId, Map.of("offer", "spring", "code", "A")));
        HeldOffer held = shop.state().memory().history().offers().getFirst();
        assertThat(held.giver().claim())
                .isEqualTo(Objects.requireNonNull(AskId.parse(askId)).message());
        assertThat(run().step()).isEqualTo("done");
        assertThat(shop.only(Effect.Ask.class)).hasSize(1);
    }

    @Test
    void aCodeIsOfTheOfferThatWasAsked() {
        entered(OFFER);
        String askId = shop.only(Effect.Ask.class).getLast().askId();
        before = before.replace("offer: spring", "offer: summer");
        Journey old = Written.journey(OFFER, 1);
        Journey current = Written.journey(before, 2);
        shop.publish(Shop.definitions(2, Definitions.Status.LIVE, InFlight.MIGRATE, old, current));
        shop.signal(new Signal.Redefined());
        shop.signal(new Signal.Granted(askId, Map.of("offer", "spring", "code", "A")));
        assertThat(shop.state().memory().history().offers().getFirst().offer()).isEqualTo("spring");
    }
}
