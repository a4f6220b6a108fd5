package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.definition.Meanwhile;
import dev.vestnik.rules.definition.Pauses;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.definition.Resumption;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.settings.ShopSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A pause from one hour after the entry to four hours after it, and what came due in it. */
class ResumptionTest {
    private static final String RESTS = """
            id: unpaid
            class: service
            entry: {on: payment.due, key: event.orderId}
            start: rest
            steps:
              rest: {type: delay, for: PT2H, next: tell}
              tell: {type: message, template: hello, within: PT30M, channels: [{via: sms}]}
            """;
    private static final String WAITS = """
            id: unpaid
            class: service
            entry: {on: payment.due, key: event.orderId}
            start: wait
            steps:
              wait: {type: waitUntil, on: [{on: page.viewed, next: tell}], timeout: P1D}
              tell: {type: message, template: hello, within: PT30M, channels: [{via: sms}]}
            """;
    private static final Instant FROM = Shop.NOON.plus(Duration.ofHours(1));
    private static final Instant TO = Shop.NOON.plus(Duration.ofHours(4));
    /** Everybody is woken within it. */
    private static final Duration A_WHILE = Duration.ofMinutes(16);

    private Shop shop = new Shop();
    private Journey journey = Written.journey(RESTS);

    @Test
    void whatExpiredInAPauseIsSkippedWhereNothingElseIsSaid() {
        pausedDuring(RESTS);
        resumed(Meanwhile.SKIP_EXPIRED);
        assertThat(shop.sent()).isEmpty();
        assertThat(shop.story()).contains("SKIPPED expired");
    }

    @Test
    void whatCameDueInAPauseIsSentAfterItWithAllItsTime() {
        pausedDuring(RESTS);
        resumed(Meanwhile.SEND);
        assertThat(shop.sent()).hasSize(1);
        assertThat(shop.lastSent().deliverBefore()).isEqualTo(TO.plus(Duration.ofMinutes(30)));
    }

    @Test
    void aWaitThatEndedInAPauseBeginsAnewAfterIt() {
        pausedDuring(RESTS);
        resumed(Meanwhile.RESTART);
        assertThat(shop.sent()).isEmpty();
        assertThat(shop.state().instances().getFirst().position().due()).isEqualTo(TO.plus(Duration.ofHours(2)));
        assertThat(shop.after(Duration.ofHours(2)).sent()).hasSize(1);
    }

    @Test
    void aWaitThatEndsAfterThePauseIsLeftAlone() {
        pausedDuring(RESTS.replace("PT2H", "PT5H"));
        resumed(Meanwhile.RESTART);
        assertThat(shop.state().instances().getFirst().position().due()).isEqualTo(Shop.NOON.plus(Duration.ofHours(5)));
        assertThat(shop.after(Duration.ofHours(1)).sent()).hasSize(1);
    }

    @Test
    void aMessageThatThePauseHeldGoesAfterItWithAllItsTime() {
        heldDuring();
        resumed(Meanwhile.SEND);
        assertThat(shop.lastSent().deliverBefore()).isEqualTo(TO.plus(Duration.ofMinutes(30)));
    }

    @Test
    void aMessageThatThePauseHeldIsSkippedWhereItsTimeIsOver() {
        heldDuring();
        resumed(Meanwhile.SKIP_EXPIRED);
        assertThat(shop.sent()).isEmpty();
        assertThat(shop.story()).contains("HELD paused", "SKIPPED expired");
    }

    @Test
    void aMessageThatThePauseHeldDoesNotWaitAnew() {
        heldDuring();
        resumed(Meanwhile.RESTART);
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void aFallbackThatCameDueInAPauseHasAllItsTimeToo() {
        String chain = RESTS.replace("PT2H", "PT50M")
                .replace("channels: [{via: sms}]", "channels: [{via: push, until: opened, for: PT20M}, {via: sms}]");
        pausedDuring(chain);
        resumed(Meanwhile.SEND);
        assertThat(shop.channels()).containsExactly(Channel.PUSH, Channel.SMS);
        assertThat(shop.lastSent().deliverBefore())
                .as("10 of its 30 minutes were over before the pause")
                .isEqualTo(TO.plus(Duration.ofMinutes(20)));
    }

    @Test
    void aPauseUntilATimeIsOverThenThoughTheLogDoesNotSaySoYet() {
        entered(RESTS).after(Duration.ofHours(1));
        shop.publish(definitions(Status.PAUSED, new Pauses(FROM, TO, Meanwhile.SEND, List.of())));
        shop.after(Duration.ofHours(3)).after(A_WHILE);
        assertThat(shop.lastSent().deliverBefore()).isEqualTo(TO.plus(Duration.ofMinutes(30)));
    }

    @Test
    void whatComesDueAfterThePauseIsNothingToIt() {
        pausedDuring(RESTS);
        resumed(Meanwhile.SEND);
        shop.happens("payment.due", Map.of("orderId", "o2"));
        Instant due = shop.now().plus(Duration.ofHours(2));
        shop.after(Duration.ofHours(2));
        assertThat(shop.sent()).hasSize(2);
        assertThat(shop.lastSent().deliverBefore()).isEqualTo(due.plus(Duration.ofMinutes(30)));
    }

    @Test
    void aShortPauseAfterItDoesNotUndoWhatThePauseSaid() {
        pausedDuring(RESTS);
        resumedTwice(Meanwhile.SEND, Meanwhile.SKIP_EXPIRED);
        assertThat(shop.sent()).hasSize(1);
        assertThat(shop.lastSent().deliverBefore()).isEqualTo(TO.plus(Duration.ofMinutes(30)));
    }

    @Test
    void aShortPauseAfterItSaysNothingOfWhatExpiredBefore() {
        pausedDuring(RESTS);
        resumedTwice(Meanwhile.SKIP_EXPIRED, Meanwhile.SEND);
        assertThat(shop.sent()).isEmpty();
        assertThat(shop.story()).contains("SKIPPED expired");
    }

    @Test
    void aShortPauseAfterItBeginsNoWaitAnewThatWasOverBefore() {
        pausedDuring(RESTS);
        resumedTwice(Meanwhile.SEND, Meanwhile.RESTART);
        assertThat(shop.sent()).hasSize(1);
    }

    /** The journey goes on for three minutes between two pauses, and this customer's moment does not come in them. */
    private void resumedTwice(Meanwhile first, Meanwhile second) {
        Instant again = TO.plus(Duration.ofMinutes(3));
        Instant over = TO.plus(Duration.ofMinutes(5));
        shop.after(Duration.ofMinutes(5));
        List<Resumption> past = List.of(new Resumption(FROM, TO, first), new Resumption(again, over, second));
        shop.publish(definitions(Status.LIVE, new Pauses(null, null, Meanwhile.SKIP_EXPIRED, past)));
        shop.after(A_WHILE);
    }

    private void pausedDuring(String document) {
        entered(document).after(Duration.ofHours(1));
        shop.publish(definitions(Status.PAUSED, new Pauses(FROM, null, Meanwhile.SKIP_EXPIRED, List.of())));
        shop.after(Duration.ofHours(3));
    }

    private void heldDuring() {
        entered(WAITS).after(Duration.ofHours(1));
        shop.publish(definitions(Status.PAUSED, new Pauses(FROM, null, Meanwhile.SKIP_EXPIRED, List.of())));
        shop.after(Duration.ofHours(1)).happens("page.viewed", Map.of());
        shop.after(Duration.ofHours(2));
    }

    private void resumed(Meanwhile meanwhile) {
        Resumption last = new Resumption(FROM, TO, meanwhile);
        shop.publish(definitions(Status.LIVE, new Pauses(null, null, Meanwhile.SKIP_EXPIRED, List.of(last))));
        shop.after(A_WHILE);
    }

    private Shop entered(String document) {
        journey = Written.journey(document);
        shop = new Shop(journey).known();
        return shop.happens("payment.due", Map.of("orderId", "o1"));
    }

    private Definitions definitions(Status status, Pauses pauses) {
        Published published = new Published(
                status, 1, Map.of(1, journey), number -> null, Map.of(1, InFlight.KEEP), Map.of(), pauses);
        return Definitions.of(
                shop.published().revision() + 1,
                Map.of(journey.id(), published),
                shop.published().templates(),
                ShopSettings.DEFAULT);
    }
}
