package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.budget.Purse;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.decide.Signal.Receipt.Status;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.settings.Settings;
import dev.vestnik.rules.settings.ShopSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A message goes through all channels at once, each through gates of its own. */
class AtOnceTest {
    private static final String TOLD = """
            id: told
            class: service
            entry: {on: x.sent, key: event.id}
            start: tell
            steps:
              tell:
                type: message
                template: hello
                within: PT12H
                via: parallel
                channels: [{via: push}, {via: sms}, {via: email}]
                onSent: sent
                onNone: none
              sent: {type: delay, for: P1D}
              none: {type: delay, for: P1D}
            """;

    @Test
    void everyUsableChannelGetsTheMessage() {
        Shop shop = shop(TOLD).happens("x.sent", Map.of("id", "a"));
        assertThat(shop.channels()).containsExactly(Channel.PUSH, Channel.SMS, Channel.EMAIL);
        assertThat(shop.sent())
                .extracting(Effect.Send::deliverBefore)
                .containsOnly(Shop.NOON.plus(Duration.ofHours(12)));
        assertThat(step(shop)).isEqualTo("tell");
    }

    @Test
    void itIsDoneOnceOneHasTakenItAndNothingIsTakenBack() {
        Shop shop = shop(TOLD).happens("x.sent", Map.of("id", "a"));
        shop.receipt(shop.sent().get(1), Status.ACCEPTED);
        assertThat(step(shop)).isEqualTo("sent");
        assertThat(shop.only(Effect.Revoke.class)).isEmpty();
    }

    @Test
    void oneThatFailedDoesNotMatterWhileAnotherIsOnItsWay() {
        Shop shop = shop(TOLD).happens("x.sent", Map.of("id", "a"));
        shop.receipt(shop.sent().get(0), Status.FAILED_PERMANENT);
        shop.receipt(shop.sent().get(2), Status.FAILED_PERMANENT);
        assertThat(step(shop)).isEqualTo("tell");
        shop.receipt(shop.sent().get(1), Status.FAILED_PERMANENT);
        assertThat(step(shop)).isEqualTo("none");
    }

    @Test
    void theOneThatIsWaitedForIsTriedAgain() {
        Shop shop = shop(TOLD).happens("x.sent", Map.of("id", "a"));
        shop.receipt(shop.sent().getFirst(), Status.FAILED_TEMPORARY).after(Duration.ofMinutes(1));
        assertThat(shop.channels()).containsExactly(Channel.PUSH, Channel.SMS, Channel.EMAIL, Channel.PUSH);
        assertThat(shop.lastSent().attempt()).isEqualTo(2);
        shop.receipt(shop.lastSent(), Status.ACCEPTED);
        assertThat(step(shop)).isEqualTo("sent");
    }

    @Test
    void whatIsNotTakenInTimeIsTakenBackAndTheStepGoesOn() {
        Shop shop = shop(TOLD).happens("x.sent", Map.of("id", "a")).after(Duration.ofHours(12));
        assertThat(step(shop)).isEqualTo("none");
    }

    @Test
    void noneIsLeftWhereNoneWillDo() {
        Shop shop = new Shop(Written.journey(TOLD)).happens("x.sent", Map.of("id", "a"));
        assertThat(shop.sent()).isEmpty();
        assertThat(shop.story()).contains("SKIPPED no-device", "SKIPPED no-phone", "SKIPPED no-email");
        assertThat(step(shop)).isEqualTo("none");
    }

    @Test
    void oneThatIsHeldGoesWhenItsTimeComesAndTheStepWaitsForIt() {
        String sale = TOLD.replace("class: service", "class: marketing\ntopic: sales");
        Shop shop = shop(sale).set(quiet("sms"));
        shop.happens("x.sent", Map.of("id", "a"));
        assertThat(shop.channels()).containsExactly(Channel.PUSH, Channel.EMAIL);
        assertThat(shop.story()).contains("HELD quiet-hours");
        shop.receipt(shop.sent().getFirst(), Status.ACCEPTED);
        assertThat(step(shop)).isEqualTo("tell");
        shop.after(Duration.ofHours(3));
        assertThat(shop.channels()).containsExactly(Channel.PUSH, Channel.EMAIL, Channel.SMS);
        assertThat(step(shop)).isEqualTo("sent");
    }

    /** The budget is asked for every two seconds, and quiet hours last for two and a half hours. */
    @Test
    void thatAChannelIsHeldIsSaidOnceHoweverOftenAnotherOneIsTriedAgain() {
        String sale = TOLD.replace("class: service", "class: marketing\ntopic: sales");
        ShopSettings both = Settings.of("""
                quietHours: [{from: '09:00', to: '17:30', channels: [sms, email]}]
                budgets: [{id: spring, max: 10, per: total, channel: push}]
                """);
        Shop shop = shop(sale).set(both).payingFrom((budget, max) -> Purse.EMPTY);
        shop.happens("x.sent", Map.of("id", "a")).after(Duration.ofMinutes(1));
        assertThat(shop.story())
                .filteredOn(said -> said.startsWith("HELD"))
                .as("push, and the two others when they were held")
                .containsExactly("HELD budget", "HELD quiet-hours", "HELD quiet-hours");
        shop.payingFrom((budget, max) -> new Purse(1, false)).after(Duration.ofHours(3));
        assertThat(shop.channels()).containsExactly(Channel.PUSH, Channel.SMS, Channel.EMAIL);
        assertThat(shop.story()).filteredOn("HELD quiet-hours"::equals).hasSize(2);
    }

    @Test
    void aChannelThatHadItsNoIsNotTriedAgainWithOneThatWasHeld() {
        String sale = TOLD.replace("class: service", "class: marketing\ntopic: sales");
        Shop shop = shop(sale).set(quiet("sms")).happens("customer.updated", Map.of("email", ""));
        shop.happens("x.sent", Map.of("id", "a"));
        shop.happens("customer.updated", Map.of("email", "anna@example.com")).after(Duration.ofHours(3));
        assertThat(shop.channels()).containsExactly(Channel.PUSH, Channel.SMS);
        assertThat(shop.story()).containsOnlyOnce("SKIPPED no-email");
    }

    @Test
    void aChannelThatHadItsNoIsNotTriedAgainWithOneThatFailedForNow() {
        Shop shop = shop(TOLD).happens("customer.updated", Map.of("email", ""));
        shop.happens("x.sent", Map.of("id", "a"));
        shop.receipt(shop.sent().getFirst(), Status.FAILED_TEMPORARY);
        shop.happens("customer.updated", Map.of("email", "anna@example.com")).after(Duration.ofMinutes(1));
        assertThat(shop.channels()).containsExactly(Channel.PUSH, Channel.SMS, Channel.PUSH);
        assertThat(shop.story()).containsOnlyOnce("SKIPPED no-email");
    }

    @Test
    void aNewVersionKnowsTheChannelsThatHadTheirNoInAnotherOrder() {
        String sale = TOLD.replace("class: service", "class: marketing\ntopic: sales");
        String other = sale.replace("{via: push}, {via: sms}, {via: email}", "{via: email}, {via: push}, {via: sms}");
        Shop shop = shop(sale).set(quiet("sms")).happens("customer.updated", Map.of("email", ""));
        shop.happens("x.sent", Map.of("id", "a"));
        shop.publish(Shop.definitions(
                2, Definitions.Status.LIVE, InFlight.MIGRATE, Written.journey(sale), Written.journey(other, 2)));
        shop.set(quiet("sms")).happens("customer.updated", Map.of("email", "anna@example.com"));
        shop.after(Duration.ofHours(3));
        assertThat(shop.channels()).containsExactly(Channel.PUSH, Channel.SMS);
    }

    @Test
    void channelsOfOneStepDoNotOutrankEachOther() {
        String sale = TOLD.replace("class: service", "class: marketing\ntopic: sales");
        Shop shop = shop(sale).set(quiet("sms, email, push"));
        shop.happens("x.sent", Map.of("id", "a")).after(Duration.ofHours(3));
        assertThat(shop.channels()).containsExactly(Channel.PUSH, Channel.SMS, Channel.EMAIL);
    }

    @Test
    void isDrawn() {
        assertThat(Written.journey(TOLD).step("tell").draw().summary()).isEqualTo("hello by push and sms and email");
    }

    @Test
    void faultsAreNamedWhereTheyAre() {
        Checked<Journey> checked =
                Written.check(TOLD.replace("{via: push}", "{via: push, until: opened, for: PT5M}"), 1);
        assertThat(((Checked.Faulty<Journey>) checked).faults().stream().map(Fault::toString))
                .containsExactly(
                        "steps.tell.channels[0].until: means nothing where all channels have their turn at once",
                        "steps.tell.channels[0].for: means nothing where all channels have their turn at once");
    }

    /** Quiet until 17:30 in Moscow, where it is 15:00. */
    private static ShopSettings quiet(String channels) {
        return Settings.of("quietHours: [{from: '09:00', to: '17:30', channels: [" + channels + "]}]");
    }

    private static Shop shop(String text) {
        return new Shop(Written.journey(text)).known();
    }

    private static String step(Shop shop) {
        return shop.state().instances().getFirst().step();
    }
}
