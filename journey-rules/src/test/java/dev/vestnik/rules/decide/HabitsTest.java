package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Habit;
import dev.vestnik.rules.decide.Signal.Receipt.Status;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Messages go first through the channel that the customer reads, and delays end at the hour at which they do. */
class HabitsTest {
    private static final String TOLD = """
            id: told
            class: service
            entry: {on: x.sent, key: event.id}
            start: tell
            steps:
              tell:
                type: message
                template: hello
                via: preferred
                channels: [{via: push, until: opened, for: PT30M}, {via: email, until: opened, for: PT1H}, {via: sms}]
            """;
    private static final String DELAYED = """
            id: delayed
            class: service
            entry: {on: x.sent, key: event.id}
            start: wait
            steps:
              wait: {type: delay, at: best, next: tell}
              tell: {type: message, template: hello, channels: [{via: sms}]}
            """;

    @Test
    void receiptsTellWhatIsReadAndWhen() {
        Shop shop = new Shop(Written.journey(TOLD)).known();
        shop.happens("x.sent", Map.of("id", "a"));
        shop.receipt(shop.lastSent(), Status.ACCEPTED).receipt(shop.lastSent(), Status.DELIVERED);
        assertThat(habits(shop))
                .containsExactly(Habit.none(Channel.PUSH, Shop.NOON).took(Shop.NOON));
        shop.receipt(shop.lastSent(), Status.OPENED).receipt(shop.lastSent(), Status.CLICKED);
        assertThat(habits(shop)) // Moscow's afternoon
                .containsExactly(
                        Habit.none(Channel.PUSH, Shop.NOON).took(Shop.NOON).readAt(15, Shop.NOON));
    }

    @Test
    void aChannelIsReadWhereItsReceiptSaysOnlyThat() {
        Shop shop = new Shop(Written.journey(TOLD)).known().happens("x.sent", Map.of("id", "a"));
        shop.receipt(shop.lastSent(), Status.OPENED);
        assertThat(habits(shop))
                .containsExactly(
                        Habit.none(Channel.PUSH, Shop.NOON).took(Shop.NOON).readAt(15, Shop.NOON));
    }

    @Test
    void theChannelThatIsReadGoesFirstAndTheOthersFollowAsWritten() {
        Shop shop = shop(TOLD, habit(Channel.PUSH, 10, 1, 9), habit(Channel.EMAIL, 5, 3, 9));
        shop.happens("x.sent", Map.of("id", "a"));
        assertThat(shop.channels()).containsExactly(Channel.EMAIL);
        assertThat(shop.lastSent().deliverBefore()).isEqualTo(Shop.NOON.plus(Duration.ofHours(1)));
        shop.receipt(shop.lastSent(), Status.ACCEPTED);
        assertThat(shop.state().instances()).hasSize(1);
        shop.after(Duration.ofHours(1));
        assertThat(shop.channels()).containsExactly(Channel.EMAIL, Channel.PUSH);
        shop.after(Duration.ofMinutes(30));
        assertThat(shop.channels()).containsExactly(Channel.EMAIL, Channel.PUSH, Channel.SMS);
        shop.receipt(shop.lastSent(), Status.ACCEPTED);
        assertThat(shop.story()).endsWith("RECEIPT accepted", "LEFT completed");
    }

    @Test
    void theDecisionSaysWhatIsKnown() {
        Shop shop = shop(TOLD, habit(Channel.PUSH, 10, 1, 9), habit(Channel.EMAIL, 5, 3, 9));
        shop.happens("x.sent", Map.of("id", "a"));
        Decision sent = shop.only(Effect.Record.class).getLast().decision();
        assertThat(sent.inputs()).containsEntry("preferred", "push 1 of 10, email 3 of 5");
    }

    @Test
    void anotherChannelHasItsTurnWhereThePreferredOneWillNotDo() {
        Shop shop = shop(TOLD, habit(Channel.EMAIL, 5, 3, 9));
        shop.happens("customer.updated", Map.of("email", ""));
        shop.happens("x.sent", Map.of("id", "a"));
        assertThat(shop.channels()).containsExactly(Channel.PUSH);
    }

    @Test
    void thePreferredOneIsNotTriedAgainBehindOneThatWasHeld() {
        String sale =
                TOLD.replace("class: service", "class: marketing\ntopic: sales").replace(", {via: sms}]", "]");
        Shop shop = shop(sale, habit(Channel.EMAIL, 5, 3, 9))
                .set(Settings.of("quietHours: [{from: '09:00', to: '17:30', channels: [push]}]"))
                .happens("customer.updated", Map.of("email", ""))
                .happens("x.sent", Map.of("id", "a"));
        shop.happens("customer.updated", Map.of("email", "anna@example.com")).after(Duration.ofHours(3));
        assertThat(shop.channels()).containsExactly(Channel.PUSH);
        assertThat(shop.lastSent().deliverBefore())
                .as("no other channel has its turn after it")
                .isAfter(shop.now().plus(Duration.ofMinutes(30)));
        shop.receipt(shop.lastSent(), Status.ACCEPTED);
        assertThat(shop.story()).endsWith("LEFT completed").containsOnlyOnce("SKIPPED no-email");
    }

    @Test
    void fewMessagesSayNothing() {
        Shop shop = shop(TOLD, habit(Channel.EMAIL, Habits.FEWEST_TAKEN - 1, 2, 9));
        shop.happens("x.sent", Map.of("id", "a"));
        assertThat(shop.channels()).containsExactly(Channel.PUSH);
    }

    @Test
    void theLastOfTheOthersIsDoneOnceItIsAccepted() {
        Shop shop = shop(TOLD.replace("}, {via: sms}]", "}]"), habit(Channel.EMAIL, 5, 3, 9));
        shop.happens("x.sent", Map.of("id", "a")).after(Duration.ofHours(1));
        assertThat(shop.channels()).containsExactly(Channel.EMAIL, Channel.PUSH);
        shop.receipt(shop.lastSent(), Status.ACCEPTED);
        assertThat(shop.story()).endsWith("LEFT completed");
    }

    @Test
    void whatAnotherContactReadsIsNotTheCustomersHabit() {
        Shop shop = new Shop(Written.journey("""
                        {id: told, class: service, entry: {on: x.sent}, start: tell, steps: {tell: {type: message, template: hello,
                         to: {email: event.email, basis: order}, channels: [{via: email}]}}}
                        """)).known();
        shop.happens("x.sent", Map.of("email", "other@example.com"));
        shop.signal(new Signal.Granted(shop.only(Effect.Ask.class).getLast().askId(), Map.of()));
        shop.receipt(shop.lastSent(), Status.OPENED);
        assertThat(habits(shop)).isEmpty();
    }

    @Test
    void whatWasLatelyCountsMore() {
        Habit habit = habit(Channel.PUSH, 64, 40, 9).took(Shop.NOON);
        assertThat(habit.taken()).isEqualTo(33);
        assertThat(habit.read()).isEqualTo(20);
    }

    @Test
    void aHabitIsForgotten() {
        Shop shop = shop(TOLD, habit(Channel.EMAIL, 5, 3, 9));
        shop.happens("customer.updated", Map.of("gender", "f"));
        assertThat(habits(shop.after(Habits.REMEMBERED.minusDays(1)))).hasSize(1);
        assertThat(habits(shop.after(Duration.ofDays(3)))).isEmpty();
    }

    @Test
    void aDelayEndsAtTheHourAtWhichTheCustomerReads() {
        Shop shop = shop(DELAYED, habit(Channel.PUSH, 10, 4, 20), habit(Channel.EMAIL, 5, 1, 7));
        shop.happens("x.sent", Map.of("id", "a"));
        assertThat(due(shop)).isEqualTo(Instant.parse("2026-11-23T17:00:00Z"));
    }

    @Test
    void anHourWithReadsBesideItIsBetterThanOneAlone() {
        Shop shop = shop(
                DELAYED, habit(Channel.PUSH, 10, 3, 7), habit(Channel.EMAIL, 5, 2, 20), habit(Channel.SMS, 5, 2, 21));
        shop.happens("x.sent", Map.of("id", "a"));
        assertThat(due(shop)).isEqualTo(Instant.parse("2026-11-24T04:00:00Z"));
        Shop evening = shop(
                DELAYED, habit(Channel.PUSH, 10, 2, 7), habit(Channel.EMAIL, 5, 2, 20), habit(Channel.SMS, 5, 2, 21));
        evening.happens("x.sent", Map.of("id", "a"));
        assertThat(due(evening)).isEqualTo(Instant.parse("2026-11-23T17:00:00Z"));
    }

    @Test
    void inThatHourItDoesNotWait() {
        Shop shop = shop(DELAYED, habit(Channel.PUSH, 10, 5, 15));
        shop.happens("x.sent", Map.of("id", "a")).after(Duration.ZERO);
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void ofAWeekdayItIsThatHourOfThatDay() {
        Shop shop = shop(DELAYED.replace("at: best", "at: best, weekday: friday"), habit(Channel.PUSH, 10, 5, 15));
        shop.happens("x.sent", Map.of("id", "a"));
        assertThat(due(shop)).isEqualTo(Instant.parse("2026-11-27T12:00:00Z"));
    }

    @Test
    void itIsTheUsualHourWhereTooLittleIsKnown() {
        Shop shop = shop(DELAYED, habit(Channel.PUSH, 10, Habits.FEWEST_READ - 1, 20));
        shop.happens("x.sent", Map.of("id", "a"));
        assertThat(due(shop)).isEqualTo(Instant.parse("2026-11-24T07:00:00Z"));
    }

    @Test
    void faultsAreNamedWhereTheyAre() {
        assertThat(faults(DELAYED.replace("at: best", "at: best, weekday: workday")))
                .containsExactly("steps.wait.at: can be \"best\" on any day, or with a weekday");
        assertThat(faults(DELAYED.replace("at: best", "at: worst")))
                .containsExactly("steps.wait.at: must be a time of day such as \"10:00\", or \"best\"");
        assertThat(faults(TOLD.replace("via: preferred", "via: push")))
                .containsExactly("steps.tell.via: must be preferred, parallel");
        assertThat(faults(DELAYED.replace("next: tell", "next: wait").replace("  tell:", "  other:")))
                .contains("steps.wait: is in a loop without a wait: wait -> wait");
    }

    private static Shop shop(String text, Habit... habits) {
        Shop shop = new Shop(Written.journey(text)).known();
        var memory = shop.state().memory();
        shop.become(shop.state().withMemory(memory.withHistory(memory.history().withHabits(List.of(habits)))));
        return shop;
    }

    /** So many messages, of which so many were read in one hour. */
    private static Habit habit(Channel channel, int taken, int read, int hour) {
        List<Integer> reads = new ArrayList<>(Collections.nCopies(24, 0));
        reads.set(hour, read);
        return new Habit(channel, taken, reads, Shop.NOON);
    }

    private static List<Habit> habits(Shop shop) {
        return shop.state().memory().history().habits();
    }

    private static Instant due(Shop shop) {
        return shop.state().instances().getFirst().position().due();
    }

    private static List<String> faults(String text) {
        Checked<Journey> checked = Written.check(text, 1);
        assertThat(checked).as(text).isInstanceOf(Checked.Faulty.class);
        return ((Checked.Faulty<Journey>) checked)
                .faults().stream().map(Fault::toString).toList();
    }
}
