package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.decide.Signal.Receipt.Status;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.settings.Settings;
import dev.vestnik.rules.template.Template;
import dev.vestnik.rules.template.TemplateCompiler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several messages wait for the morning of one customer, and go in one: the best one takes the others along. It is 12:00 UTC, 22:00 there. */
class MergingTest {
    private static final String NIGHT = "zone: Asia/Vladivostok\nquietHours: [{from: '21:00', to: '09:00'}]";
    private static final Duration TO_THE_MORNING = Duration.ofHours(11);
    private static final Map<String, Object> ORDER = Map.of("orderId", "o1");
    private static final String MERGES = "outranked: merge, channels: [{via: sms}]";
    private static final String ALONE = "channels: [{via: sms}]";
    private static final Template PLACE = template(
            "{{ journey.id }}{% for one in merged %}, {{ one.journey.id }} {{ one.event.orderId }}{% endfor %}");

    static Template template(String sms) {
        Checked<Template> checked = new TemplateCompiler().check("""
                {"id": "hello", "defaultLocale": "en", "locales": {"en": {
                  "sms": {"text": "%s"},
                  "email": {"subject": "News", "mjml": "<mjml><mj-body><mj-section><mj-column><mj-text>News</mj-text></mj-column></mj-section></mj-body></mjml>"}}}}
                """.formatted(sms));
        assertThat(checked).isInstanceOf(Checked.Sound.class);
        return ((Checked.Sound<Template>) checked).value();
    }

    private static Journey journey(String id, int priority, String message) {
        return Written.journey("""
                id: ID
                topic: TOPIC
                priority: PRIORITY
                entry: {on: order.shipped, key: event.orderId}
                exit: [{on: x.bought, match: event.what == "ID", reason: purchased}]
                start: tell
                steps:
                  tell: {type: message, template: hello, MESSAGE}
                """.replace("ID", id)
                .replace("TOPIC", "about-" + id)
                .replace("PRIORITY", String.valueOf(priority))
                .replace("MESSAGE", message));
    }

    private static Shop night(Template template, Journey... journeys) {
        Shop shop = new Shop(journeys).set(Settings.of(NIGHT + "\ncaps: [{max: 1, per: PT30M}]"));
        shop.publish(Definitions.of(
                3,
                shop.published().journeys(),
                Map.of("hello", template),
                shop.published().shop()));
        return shop.known()
                .happens("customer.updated", Map.of("phone", "+79161234567")) // at home in any zone of Russia
                .happens("order.shipped", ORDER);
    }

    private static Shop morning(Template template, Journey... journeys) {
        return night(template, journeys).after(TO_THE_MORNING);
    }

    private static List<String> texts(Shop shop) {
        return shop.sent().stream()
                .map(send -> send.content() instanceof Effect.Content.Sms sms ? sms.text() : "a mail")
                .toList();
    }

    private static Shop bought(Shop shop, String what) {
        return shop.happens("x.bought", Map.of("what", what));
    }

    @Test
    void theBestOneTakesTheOthersAlong() {
        Shop shop =
                morning(PLACE, journey("low", 10, MERGES), journey("high", 90, ALONE), journey("middle", 50, MERGES));
        assertThat(texts(shop)).containsExactly("high, middle o1, low o1");
        shop.receipt(shop.lastSent(), Status.DELIVERED);
        assertThat(shop.story()).endsWith("RECEIPT delivered", "LEFT completed", "LEFT completed", "LEFT completed");
        assertThat(texts(shop.after(Duration.ofDays(3)))).hasSize(1);
    }

    @Test
    void eachOfTheOthersSaysIntoWhichOne() {
        Shop shop = morning(PLACE, journey("low", 10, MERGES), journey("high", 90, ALONE));
        Decision merged = decision(shop, Outcome.SKIPPED);
        assertThat(merged.reason()).isEqualTo("merged");
        assertThat(merged.inputs())
                .isEqualTo(Map.of("into", shop.lastSent().message().toString()));
        assertThat(merged.gates())
                .extracting(Decision.Verdict::gate)
                .endsWith("consent", "quiet-hours", "frequency-cap", "priority");
        assertThat(decision(shop, Outcome.SENT).inputs()).containsEntry("merged", "low");
    }

    private static Decision decision(Shop shop, Outcome outcome) {
        return shop.only(Effect.Record.class).stream()
                .map(Effect.Record::decision)
                .filter(decision -> decision.outcome() == outcome)
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    @Test
    void itIsOneMessageForTheCaps() {
        Shop shop = morning(PLACE, journey("low", 10, MERGES), journey("high", 90, ALONE));
        assertThat(shop.state().memory().counted()).hasSize(1);
    }

    @Test
    void runsOfOneJourneyBecomeOneMessage() {
        Shop shop = night(PLACE, journey("news", 50, MERGES)).happens("order.shipped", Map.of("orderId", "o2"));
        assertThat(texts(shop.after(TO_THE_MORNING))).containsExactly("news, news o2");
    }

    @Test
    void withoutAPlaceForThemTheOthersWait() {
        Shop shop = morning(template("{{ journey.id }}"), journey("low", 10, MERGES), journey("high", 90, ALONE));
        assertThat(texts(shop)).containsExactly("high");
        assertThat(texts(shop.after(Duration.ofHours(1)))).containsExactly("high", "low");
    }

    @Test
    void whereTheTextCannotBeMadeWithThemTheOthersWait() {
        Template unknown = template("{{ journey.id }}{% for one in merged %}, {{ one.event.colour }}{% endfor %}");
        Shop shop = morning(unknown, journey("low", 10, MERGES), journey("high", 90, ALONE));
        assertThat(texts(shop)).containsExactly("high");
        assertThat(shop.story()).doesNotContain("SKIPPED merged", "SKIPPED not-renderable");
    }

    @Test
    void anotherChannelsMessageDoesNotGoAlong() {
        Shop shop = morning(
                PLACE, journey("low", 10, "outranked: merge, channels: [{via: email}]"), journey("high", 90, ALONE));
        assertThat(texts(shop)).containsExactly("high");
    }

    @Test
    void oneThatDoesNotWantToDoesNotGoAlong() {
        assertThat(texts(morning(PLACE, journey("low", 10, ALONE), journey("high", 90, MERGES))))
                .containsExactly("high");
    }

    @Test
    void whatCouldNotGoByItselfDoesNotGoAlong() {
        Shop shop = night(PLACE, journey("low", 10, MERGES), journey("high", 90, ALONE), journey("sold", 20, MERGES));
        bought(shop, "sold")
                .happens(
                        "consent.changed",
                        Map.of("channel", "sms", "topic", "about-low", "granted", false, "source", "page"));
        assertThat(texts(shop.after(TO_THE_MORNING))).containsExactly("high");
        assertThat(shop.story()).contains("LEFT purchased", "SKIPPED no-consent");
    }

    @Test
    void moreThanATextHoldsWait() {
        Journey[] journeys = new Journey[Merging.MOST + 2];
        for (int i = 0; i < journeys.length; i++) {
            journeys[i] = journey("j" + i, i, MERGES);
        }
        Shop shop = morning(PLACE, journeys);
        assertThat(texts(shop).getFirst().split(", ", -1)).hasSize(Merging.MOST + 1);
        assertThat(texts(shop.after(Duration.ofHours(1)))).hasSize(2).endsWith("j0");
    }

    @Test
    void whereItFailsTheOthersTryTheirNextChannel() {
        Shop shop = morning(
                PLACE,
                journey("low", 10, "outranked: merge, channels: [{via: sms}, {via: email}]"),
                journey("high", 90, ALONE));
        shop.receipt(shop.lastSent(), Status.FAILED_PERMANENT).after(Duration.ofHours(1));
        assertThat(texts(shop)).containsExactly("high, low o1", "a mail");
        assertThat(shop.lastSent().journey()).isEqualTo("low");
    }

    @Test
    void theNextAttemptTakesThemAlongAgain() {
        Shop shop = morning(PLACE, journey("low", 10, MERGES), journey("high", 90, ALONE));
        shop.receipt(shop.lastSent(), Status.FAILED_TEMPORARY).after(Duration.ofMinutes(5));
        assertThat(texts(shop)).containsExactly("high, low o1", "high, low o1");
        assertThat(shop.lastSent().attempt()).isEqualTo(2);
        assertThat(shop.story()).containsOnlyOnce("SKIPPED merged");
        shop.receipt(shop.lastSent(), Status.DELIVERED);
        assertThat(shop.state().instances()).isEmpty();
    }

    @Test
    void whoLeavesBeforeTheNextAttemptIsNotInIt() {
        Shop shop = morning(PLACE, journey("low", 10, MERGES), journey("high", 90, ALONE));
        bought(shop.receipt(shop.lastSent(), Status.FAILED_TEMPORARY), "low").after(Duration.ofMinutes(5));
        assertThat(texts(shop)).containsExactly("high, low o1", "high");
    }

    @Test
    void whoLeavesTakesItBackAndTheOthersGoWithoutThem() {
        Shop shop =
                morning(PLACE, journey("low", 10, MERGES), journey("high", 90, ALONE), journey("middle", 50, MERGES));
        Effect.Send first = shop.lastSent();
        bought(shop, "low");
        assertThat(shop.only(Effect.Revoke.class))
                .extracting(Effect.Revoke::message)
                .containsExactly(first.message());
        shop.receipt(first, Status.REVOKED).after(Duration.ofHours(1));
        assertThat(texts(shop)).containsExactly("high, middle o1, low o1", "high, middle o1");
        assertThat(shop.lastSent().message()).isNotEqualTo(first.message());
        shop.receipt(shop.lastSent(), Status.DELIVERED);
        assertThat(shop.state().instances()).isEmpty();
    }

    @Test
    void whereTheOneThatSentItLeavesTheOthersGoByThemselves() {
        Shop shop =
                morning(PLACE, journey("low", 10, MERGES), journey("high", 90, ALONE), journey("middle", 50, MERGES));
        Effect.Send first = shop.lastSent();
        bought(shop, "high").receipt(first, Status.REVOKED).after(Duration.ofHours(1));
        assertThat(texts(shop)).containsExactly("high, middle o1, low o1", "middle, low o1");
    }

    /** The first attempt failed, and nobody is there for the next one. */
    @Test
    void whereTheOneThatWasToSendItAgainLeavesTheOthersGoByThemselves() {
        Shop shop = morning(PLACE, journey("low", 10, MERGES), journey("high", 90, ALONE));
        bought(shop.receipt(shop.lastSent(), Status.FAILED_TEMPORARY), "high").after(Duration.ofHours(1));
        assertThat(texts(shop)).containsExactly("high, low o1", "low");
    }

    /** The next attempt may not go: its topic is not wanted any more. */
    @Test
    void whereItMayNotBeTriedAgainTheOthersGoByThemselves() {
        Shop shop = morning(PLACE, journey("low", 10, MERGES), journey("high", 90, ALONE));
        shop.receipt(shop.lastSent(), Status.FAILED_TEMPORARY)
                .happens(
                        "consent.changed",
                        Map.of("channel", "sms", "topic", "about-high", "granted", false, "source", "page"))
                .after(Duration.ofHours(1));
        assertThat(texts(shop)).containsExactly("high, low o1", "low");
    }

    @Test
    void whereItWasTooLateToTakeItBackNobodyIsToldTwice() {
        Shop shop = morning(PLACE, journey("low", 10, MERGES), journey("high", 90, ALONE));
        Effect.Send first = shop.lastSent();
        bought(shop, "high").receipt(first, Status.DELIVERED).after(Duration.ofDays(8));
        assertThat(texts(shop)).hasSize(1);
        assertThat(shop.state().instances()).isEmpty();
    }

    /** Their time is over before it is known what became of the message: it is not taken back for them, and they wait for it. */
    @Test
    void thePatienceOfTheOthersDoesNotTakeItBack() {
        Shop shop = morning(
                PLACE,
                journey("low", 10, "outranked: merge, channels: [{via: sms, for: PT1M}, {via: email}]"),
                journey("high", 90, ALONE));
        Effect.Send first = shop.lastSent();
        shop.after(Duration.ofHours(2));
        assertThat(shop.only(Effect.Revoke.class)).isEmpty();
        shop.receipt(first, Status.DELIVERED);
        assertThat(texts(shop)).hasSize(1);
        assertThat(shop.state().instances()).isEmpty();
    }

    @Test
    void aConsentThatIsWithdrawnTakesItBack() {
        Shop shop = morning(PLACE, journey("low", 10, MERGES), journey("high", 90, ALONE));
        Effect.Send first = shop.lastSent();
        shop.happens(
                "consent.changed", Map.of("channel", "sms", "topic", "about-low", "granted", false, "source", "page"));
        assertThat(shop.only(Effect.Revoke.class)).hasSize(1);
        shop.receipt(first, Status.REVOKED).after(Duration.ofHours(1));
        assertThat(texts(shop)).containsExactly("high, low o1", "high");
    }

    @Test
    void allChannelsAtOnceCannotMerge() {
        assertThat(Written.check("""
                id: low
                topic: news
                entry: {on: order.shipped, key: event.orderId}
                start: tell
                steps:
                  tell: {type: message, template: hello, via: parallel, outranked: merge, channels: [{via: sms}]}
                """, 1).toString())
                .contains("cannot be \"merge\" where all channels have their turn at once");
    }
}
