package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A journey that is a shadow decides what it would send, and touches nothing outside its own runs. */
class ShadowTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final String ONE_A_DAY = "caps: [{max: 1, per: P1D}]";

    private static final String SHADOW = """
            id: shadow
            topic: news
            shadow: true
            entry: {on: order.shipped, key: event.orderId}
            start: tell
            steps:
              tell: {type: message, template: hello, channels: [CHANNELS], onSent: wait, onNone: none}
              wait: {type: delay, for: PT1H, next: again}
              again: {type: message, template: hello, channels: [{via: email}]}
              none: {type: delay, for: P9D}
            """;

    private static final Journey REAL = Written.journey("""
            id: real
            topic: offers
            entry: {on: order.delivered, key: event.orderId, if: '!customer.in("shadow")', onlyIfNotIn: [shadow]}
            start: tell
            steps:
              tell: {type: message, template: hello, channels: [{via: sms}]}
            """);

    private int orders;

    private static Shop shop(String channels) {
        return new Shop(Written.journey(SHADOW.replace("CHANNELS", channels)), REAL).known();
    }

    private Shop happens(Shop shop, String type) {
        return shop.happens(type, Map.of("orderId", "o" + orders++));
    }

    @Test
    void saysWhatWouldHaveGoneAndGoesOnAsIfAGatewayHadTakenIt() {
        Shop shop = happens(shop("{via: sms}"), "order.shipped");
        assertThat(shop.story()).endsWith("ENTERED", "SKIPPED shadow");
        shop.after(DAY);
        assertThat(shop.story()).endsWith("ENTERED", "SKIPPED shadow", "SKIPPED shadow", "LEFT completed");
        assertThat(shop.sent()).isEmpty();
        assertThat(shop.state().messages()).isEmpty();
    }

    @Test
    void aChannelThatWillNotDoIsPassedOverFirst() {
        Shop shop = happens(shop("{via: push, if: key == 'x'}, {via: sms}"), "order.shipped");
        assertThat(shop.story()).endsWith("ENTERED", "SKIPPED condition", "SKIPPED shadow");
    }

    @Test
    void ofChannelsAtOnceEachSaysSo() {
        Shop shop = new Shop(Written.journey(
                        SHADOW.replace("channels: [CHANNELS]", "via: parallel, channels: [{via: sms}, {via: email}]")))
                .known();
        happens(shop, "order.shipped");
        assertThat(shop.story()).endsWith("ENTERED", "SKIPPED shadow", "SKIPPED shadow");
        assertThat(shop.state().instances()).extracting(run -> run.step()).containsExactly("wait");
    }

    @Test
    void usesUpNoCap() {
        Shop shop = shop("{via: sms}").set(Settings.of(ONE_A_DAY));
        happens(happens(shop, "order.shipped"), "order.delivered");
        assertThat(shop.sent()).extracting(Effect.Send::journey).containsExactly("real");
    }

    @Test
    void aGateHoldsItsMessageAsIfItWereReal() {
        Shop shop = shop("{via: sms}").set(Settings.of(ONE_A_DAY));
        happens(happens(shop, "order.delivered"), "order.shipped");
        assertThat(shop.story()).endsWith("HELD capped");
        shop.after(DAY);
        assertThat(shop.story()).contains("SKIPPED shadow");
    }

    @Test
    void keepsNobodyOutOfAnotherJourney() {
        Shop shop = happens(happens(shop("{via: sms}"), "order.shipped"), "order.delivered");
        assertThat(shop.state().instances())
                .extracting(run -> run.journey().value())
                .contains("shadow");
        assertThat(shop.sent()).extracting(Effect.Send::journey).containsExactly("real");
    }

    @Test
    void countsNobodyAsExposed() {
        String compared = SHADOW.replace("CHANNELS", "{via: sms}")
                .replace("start: tell", "holdout: {percent: 100}\nstart: which")
                .replace(
                        "steps:",
                        "steps:\n  which: {type: experiment, arms: [{name: a, next: tell}, {name: b, next: tell}]}");
        Shop shop = happens(new Shop(Written.journey(compared)).known(), "order.shipped");
        assertThat(shop.story()).endsWith("ENTERED", "SKIPPED shadow");
        assertThat(shop.state().memory().exposures()).isEmpty();
        assertThat(shop.state().memory().history().arms()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: emit, event: x.noted}",
                "{type: journey, journey: other}",
                "{type: consent, channel: email, granted: false}",
                "{type: update, attributes: {tier: '\"gold\"'}}",
                "{type: task, queue: calls, text: Look, timeout: P1D}",
            })
    void hasNoStepThatDoesMoreThanSend(String step) {
        String more =
                SHADOW.replace("CHANNELS", "{via: sms}").replace("none: {type: delay, for: P9D}", "none: " + step);
        assertThat(faults(more)).containsExactly("steps.none.type: does more than sending, which a shadow must not");
        assertThat(faults(more.replace("shadow: true", "shadow: false"))).isEmpty();
    }

    @Test
    void takesNoPlaceOfCustomersWhoWaitForAProduct() {
        String waits = SHADOW.replace("CHANNELS", "{via: sms}")
                .replace("entry: {on: order.shipped, key: event.orderId}", "entry: {on: product.restocked}");
        assertThat(faults(waits)).singleElement().asString().startsWith("shadow: takes the places");
    }

    @Test
    void mayRemember() {
        String more = SHADOW.replace("CHANNELS", "{via: sms}")
                .replace("{type: delay, for: P9D}", "{type: update, context: {seen: now}}");
        assertThat(faults(more)).isEmpty();
    }

    private static List<String> faults(String text) {
        return Written.check(text, 1) instanceof Checked.Faulty<Journey>(List<Fault> faults)
                ? faults.stream()
                        .map(fault -> fault.path() + ": " + fault.problem())
                        .toList()
                : List.of();
    }
}
