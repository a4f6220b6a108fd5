package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.StepDrawing;
import dev.vestnik.rules.journey.StepDrawing.Arrow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A double opt-in: the yes counts when the customer has confirmed it, with its proof. */
class ConsentStepTest {
    private static final String OPT_IN = """
            id: opt-in
            class: service
            entry: {on: x.subscribed}
            start: wait
            steps:
              wait: {type: waitUntil, timeout: P2D, on: [{on: x.confirmed, next: record}]}
              record: {type: consent, channel: email, topic: news, granted: true, evidence: '"form " + event.form', next: tell}
              tell: {type: message, template: hello, channels: [{via: email}]}
            """;

    @Test
    void aYesIsRecordedWithItsSourceTimeAndProof() {
        Shop shop = subscribed(OPT_IN);
        assertThat(shop.state().consents()).isEmpty();
        shop.after(Duration.ofHours(1)).happens("x.confirmed", Map.of("form", "footer"));
        assertThat(shop.state().consents())
                .containsExactly(new Consent(
                        Channel.EMAIL,
                        "news",
                        true,
                        Shop.NOON.plus(Duration.ofHours(1)),
                        "journey/opt-in",
                        "form footer"));
        assertThat(shop.story()).containsSubsequence("CONSENT granted", "SENT");
    }

    @Test
    void aYesWithoutItsProofIsNotRecordedAndSaidSo() {
        Shop shop = subscribed(OPT_IN).happens("x.confirmed", Map.of());
        assertThat(shop.state().consents()).isEmpty();
        assertThat(shop.story()).contains("SKIPPED condition-unknown").contains("SENT");
        Shop tooLong = subscribed(OPT_IN).happens("x.confirmed", Map.of("form", "f".repeat(2_000)));
        assertThat(tooLong.state().consents()).isEmpty();
        Shop blank = subscribed(OPT_IN.replace("'\"form \" + event.form'", "event.form"))
                .happens("x.confirmed", Map.of("form", " "));
        assertThat(blank.state().consents()).isEmpty();
    }

    @Test
    void aNoNeedsNoProofAndCountsAsTheCustomersWord() {
        Shop shop = subscribed(OPT_IN.replace(
                        "channel: email, topic: news, granted: true, evidence: '\"form \" + event.form'",
                        "channel: any, granted: false"))
                .happens("x.confirmed", Map.of());
        assertThat(shop.state().consents())
                .containsExactly(new Consent(null, null, false, Shop.NOON, "journey/opt-in", null));
        assertThat(shop.story()).contains("CONSENT withdrawn");
    }

    @Test
    void theRunEndsWhereNoStepFollows() {
        Shop shop = subscribed(OPT_IN.replace(", next: tell}", "}")
                .replace("  tell: {type: message, template: hello, channels: [{via: email}]}\n", ""));
        assertThat(shop.happens("x.confirmed", Map.of("form", "footer")).story())
                .endsWith("LEFT completed");
    }

    @Test
    void isDrawn() {
        assertThat(Written.journey(OPT_IN).step("record").draw())
                .isEqualTo(new StepDrawing("consent", "yes to news by email", List.of(new Arrow("then", "tell"))));
    }

    @Test
    void faultsAreNamedWhereTheyAre() {
        assertThat(faults(OPT_IN.replace(", evidence: '\"form \" + event.form'", "")))
                .containsExactly("steps.record.evidence: is missing: what proves that the customer said yes?");
        assertThat(faults(OPT_IN.replace("channel: email", "channel: mail")))
                .containsExactly("steps.record.channel: must be sms, email, push, any; did you mean \"email\"?");
        assertThat(faults(OPT_IN.replace("granted: true", "granted: 1")))
                .contains("steps.record.granted: must be true or false");
        assertThat(faults(OPT_IN.replace("topic: news", "topic: N N")))
                .containsExactly("steps.record.topic: must be 1-100 small letters, digits, dots and dashes");
        assertThat(faults(OPT_IN.replace("next: tell", "next: record")))
                .contains("steps.record: is in a loop without a wait: record -> record");
    }

    private static Shop subscribed(String text) {
        Shop shop = new Shop(Written.journey(text));
        return shop.happens("customer.updated", Map.of("email", "anna@example.com"))
                .happens("x.subscribed", Map.of());
    }

    private static List<String> faults(String text) {
        Checked<Journey> checked = Written.check(text, 1);
        assertThat(checked).as(text).isInstanceOf(Checked.Faulty.class);
        return ((Checked.Faulty<Journey>) checked)
                .faults().stream().map(Fault::toString).toList();
    }
}
