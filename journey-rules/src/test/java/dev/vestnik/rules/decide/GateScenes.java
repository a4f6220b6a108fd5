package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.budget.BudgetKey;
import dev.vestnik.rules.budget.Purse;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Suppression;
import dev.vestnik.rules.decide.Signal.Receipt.Status;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.gate.Gate;
import dev.vestnik.rules.gate.TemplateVariables;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.settings.Settings;
import dev.vestnik.rules.template.Template;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** What each gate is there for, a scene for each duty: they are played with the right gates, and with wrong ones. */
final class GateScenes {
    private static final Map<String, Object> ORDER = Map.of("orderId", "o1");

    private GateScenes() {}

    /** @param play fails where the gates do not do their duty */
    record Scene(String duty, Consumer<Function<TemplateVariables, List<Gate>>> play) {}

    private static Journey journey(String messageClass, String message) {
        return journey("news", messageClass, "order.shipped", message);
    }

    private static Journey journey(String id, String messageClass, String on, String message) {
        return Written.journey("""
                id: ID
                class: CLASS
                topic: news
                entry: {on: EVENT, key: event.orderId}
                start: tell
                steps:
                  tell: {type: message, template: hello, MESSAGE}
                """.replace("ID", id)
                .replace("CLASS", messageClass)
                .replace("EVENT", on)
                .replace("MESSAGE", message));
    }

    private static Scene scene(String duty, Consumer<Function<TemplateVariables, List<Gate>>> play) {
        return new Scene(duty, play);
    }

    private static Scene scene(String duty, String messageClass, String message, Consumer<Shop> play) {
        return scene(duty, gates -> play.accept(new Shop(gates, journey(messageClass, message)).known()));
    }

    private static void sends(Shop shop, Channel... channels) {
        shop.happens("order.shipped", ORDER);
        assertThat(shop.channels()).containsExactly(channels);
    }

    private static void says(Shop shop, String... story) {
        shop.happens("order.shipped", ORDER);
        assertThat(shop.story()).containsSubsequence(story);
    }

    static List<Scene> all() {
        return List.of(
                scene("a message goes out", "marketing", "channels: [{via: sms}]", shop -> sends(shop, Channel.SMS)),
                scene("exit: a paused journey's message waits until it is resumed", GateScenes::paused),
                scene("exit: an archived journey sends nothing", GateScenes::archived),
                scene(
                        "condition: a channel whose condition does not hold is passed over",
                        "marketing",
                        "channels: [{via: sms, if: 1 > 2}, {via: email}]",
                        shop -> sends(shop, Channel.EMAIL)),
                scene(
                        "condition: one that cannot be computed is not one that holds",
                        "marketing",
                        "channels: [{via: sms, if: event.carrier == \"x\"}, {via: email}]",
                        shop -> says(shop, "SKIPPED condition-unknown", "SENT")),
                scene("expiry: what is too late is not sent", GateScenes::late),
                scene("expiry: nor is it handed over later", GateScenes::deliverBefore),
                scene("contact: without a phone there is no SMS", GateScenes::noPhone),
                scene("contact: nothing goes to a dead address", GateScenes::dead),
                scene("contact: the owner of another contact is asked", GateScenes::otherContact),
                scene("consent: marketing takes a yes", GateScenes::noConsent),
                scene("consent: service takes none", GateScenes::serviceWithoutConsent),
                scene("quiet hours: held until they end", GateScenes::night),
                scene("quiet hours: nothing is held past its end", GateScenes::nightAndExpiry),
                scene("quiet hours: service passes", GateScenes::serviceByNight),
                scene("quiet hours: over at their end, however often one looks", GateScenes::twoNights),
                scene("frequency cap: held until there is room", GateScenes::capped),
                scene("frequency cap: what is not through is not counted", GateScenes::uncounted),
                scene("frequency cap: what failed is not counted", GateScenes::failed),
                scene("frequency cap: nothing is held past its end", GateScenes::cappedAndExpiry),
                scene("frequency cap: each message counts once", GateScenes::cappedAtTwo),
                scene("frequency cap: loops of service end", GateScenes::loop),
                scene("priority: the best one goes first", GateScenes::best),
                scene("priority: the others follow an hour later", GateScenes::others),
                scene("priority: one that says so does not follow", GateScenes::dropped),
                scene("priority: one that says so goes along", GateScenes::merged),
                scene("budget: where it is spent nothing goes out", GateScenes::spent),
                scene("budget: waits for its next part", GateScenes::emptyPurse),
                scene("budget: a decision spends what is there once", GateScenes::lastOne),
                scene("budget: nothing waits past its end", GateScenes::emptyPurseAndExpiry),
                scene("budget: service passes", GateScenes::serviceWithoutBudget),
                scene("render: what cannot be rendered waits for its template", GateScenes::foreignTemplate),
                scene("render: without a template nothing is sent", GateScenes::noTemplate),
                scene("emit: what is too large is not sent", GateScenes::large));
    }

    private static void otherContact(Function<TemplateVariables, List<Gate>> gates) {
        String to = "to: {phone: '\"+74956460055\"', basis: order}, channels: [{via: sms}]";
        Shop shop = new Shop(gates, journey("service", to)).known().happens("order.shipped", ORDER);
        assertThat(shop.story()).endsWith("HELD asking");
        shop.signal(new Signal.Granted(
                shop.only(Effect.Ask.class).getLast().askId(), Map.of("stopped", "2026-11-01T00:00:00Z")));
        assertThat(shop.story()).contains("SKIPPED address-stopped");
        assertThat(shop.sent()).isEmpty();
    }

    private static Shop night(Function<TemplateVariables, List<Gate>> gates, String messageClass, String message) {
        return new Shop(gates, journey(messageClass, message))
                .set(Settings.of("zone: Asia/Vladivostok\nquietHours: [{from: '21:00', to: '09:00'}]"))
                .known()
                .happens("customer.updated", Map.of("phone", "+79161234567"));
    }

    private static Shop capped(Function<TemplateVariables, List<Gate>> gates, int max, String message) {
        return new Shop(
                        gates,
                        journey("news", "marketing", "order.shipped", message),
                        journey("offers", "marketing", "order.delivered", message),
                        journey("courier", "service", "order.placed", message))
                .set(Settings.of("caps: [{max: %d, per: P1D}]".formatted(max)))
                .known();
    }

    private static Shop budgeted(Function<TemplateVariables, List<Gate>> gates, String message) {
        return new Shop(
                        gates,
                        journey("news", "marketing", "order.shipped", message),
                        journey("offers", "marketing", "order.shipped", message),
                        journey("courier", "service", "order.placed", message))
                .set(Settings.of("budgets: [{id: spring, max: 5, journeys: [news, offers]}]"))
                .known();
    }

    private static void spent(Function<TemplateVariables, List<Gate>> gates) {
        Shop shop = budgeted(gates, "channels: [{via: sms}]").payingFrom((budget, max) -> new Purse(0, true));
        says(shop, "SKIPPED budget-spent");
        assertThat(shop.sent()).isEmpty();
    }

    private static void emptyPurse(Function<TemplateVariables, List<Gate>> gates) {
        Shop shop = budgeted(gates, "channels: [{via: sms}]").payingFrom((budget, max) -> Purse.EMPTY);
        says(shop, "HELD budget");
        assertThat(shop.sent()).isEmpty();
        shop.payingFrom((budget, max) -> new Purse(9, false)).after(Duration.ofSeconds(2));
        assertThat(shop.sent()).hasSize(2);
    }

    private static void lastOne(Function<TemplateVariables, List<Gate>> gates) {
        Shop shop = budgeted(gates, "channels: [{via: sms}]").payingFrom((budget, max) -> new Purse(1, false));
        says(shop, "SENT", "HELD budget");
        assertThat(shop.only(Effect.Spend.class))
                .containsExactly(new Effect.Spend(new BudgetKey("main", "spring", "2026-11-23")));
    }

    private static void emptyPurseAndExpiry(Function<TemplateVariables, List<Gate>> gates) {
        Shop shop = budgeted(gates, "within: PT1S, channels: [{via: sms}]").payingFrom((budget, max) -> Purse.EMPTY);
        says(shop, "SKIPPED expired");
    }

    private static void serviceWithoutBudget(Function<TemplateVariables, List<Gate>> gates) {
        Shop shop = budgeted(gates, "channels: [{via: sms}]").payingFrom((budget, max) -> new Purse(0, true));
        shop.happens("order.placed", ORDER);
        assertThat(shop.sent()).hasSize(1);
    }

    private static void paused(Function<TemplateVariables, List<Gate>> gates) {
        Journey journey = Written.journey("""
                id: news
                topic: news
                entry: {on: order.shipped, key: event.orderId}
                start: wait
                steps:
                  wait: {type: waitUntil, timeout: P1D, on: [{on: order.delivered, next: tell}]}
                  tell: {type: message, template: hello, channels: [{via: sms}]}
                """);
        Shop shop = new Shop(gates, journey).known().happens("order.shipped", ORDER);
        shop.publish(Shop.definitions(2, Definitions.Status.PAUSED, InFlight.KEEP, journey));
        shop.happens("order.delivered", ORDER);
        assertThat(shop.story()).endsWith("HELD paused");
        shop.publish(Shop.definitions(3, Definitions.Status.LIVE, InFlight.KEEP, journey));
        shop.after(Duration.ofMinutes(16));
        assertThat(shop.sent()).hasSize(1);
    }

    private static void archived(Function<TemplateVariables, List<Gate>> gates) {
        Journey journey = Written.journey("""
                id: news
                topic: news
                entry: {on: order.shipped, key: event.orderId}
                start: wait
                steps:
                  wait: {type: delay, for: PT1H, next: tell}
                  tell: {type: message, template: hello, channels: [{via: sms}]}
                """);
        Shop shop = new Shop(gates, journey).known().happens("order.shipped", ORDER);
        shop.publish(Shop.definitions(2, Definitions.Status.ARCHIVED, InFlight.KEEP, journey));
        shop.after(Duration.ofHours(2));
        assertThat(shop.story()).contains("SKIPPED archived");
    }

    private static void late(Function<TemplateVariables, List<Gate>> gates) {
        Shop shop = new Shop(gates, journey("service", "within: PT1H, channels: [{via: sms}]")).known();
        shop.happened("e", "order.shipped", shop.now().minus(Duration.ofHours(1)), ORDER);
        assertThat(shop.story()).contains("SKIPPED expired");
        shop.happened("f", "order.shipped", shop.now().minus(Duration.ofMinutes(59)), Map.of("orderId", "o2"));
        assertThat(shop.sent()).hasSize(1);
    }

    private static void deliverBefore(Function<TemplateVariables, List<Gate>> gates) {
        Shop shop = new Shop(gates, journey("service", "within: PT1H, channels: [{via: sms}]")).known();
        sends(shop, Channel.SMS);
        assertThat(shop.lastSent().deliverBefore()).isEqualTo(Shop.NOON.plus(Duration.ofHours(1)));
    }

    private static void noPhone(Function<TemplateVariables, List<Gate>> gates) {
        Shop shop = new Shop(gates, journey("service", "channels: [{via: sms}, {via: email}]"));
        shop.happens("customer.updated", Map.of("email", "anna@example.com"));
        says(shop, "SKIPPED no-phone", "SENT");
        shop.happens("customer.updated", Map.of("phone", "12"));
        shop.happens("order.shipped", Map.of("orderId", "o2"));
        assertThat(shop.story()).contains("SKIPPED invalid-phone");
    }

    private static void dead(Function<TemplateVariables, List<Gate>> gates) {
        Shop shop = new Shop(gates, journey("service", "channels: [{via: sms}, {via: email}]")).known();
        shop.become(shop.state()
                .withSuppressions(
                        List.of(new Suppression(Channel.SMS, Ids.hash("+74956460054"), "dead-address", Shop.NOON))));
        says(shop, "SKIPPED suppressed", "SENT");
    }

    private static void noConsent(Function<TemplateVariables, List<Gate>> gates) {
        Shop shop = new Shop(gates, journey("marketing", "channels: [{via: sms}]"));
        shop.happens("customer.updated", Map.of("phone", "+74956460054"));
        says(shop, "SKIPPED no-consent");
        assertThat(shop.sent()).isEmpty();
    }

    private static void serviceWithoutConsent(Function<TemplateVariables, List<Gate>> gates) {
        Shop shop = new Shop(gates, journey("service", "channels: [{via: sms}]"));
        shop.happens("customer.updated", Map.of("phone", "+74956460054"));
        sends(shop, Channel.SMS);
    }

    private static void night(Function<TemplateVariables, List<Gate>> gates) {
        Shop shop = night(gates, "marketing", "channels: [{via: sms}]");
        says(shop, "HELD quiet-hours");
        shop.after(Duration.ofHours(11).minusMillis(1));
        assertThat(shop.sent()).isEmpty();
        shop.after(Duration.ofMillis(1));
        assertThat(shop.sent()).hasSize(1);
    }

    private static void nightAndExpiry(Function<TemplateVariables, List<Gate>> gates) {
        Shop shop = night(gates, "marketing", "within: PT2H, channels: [{via: sms}]");
        says(shop, "SKIPPED quiet-hours", "LEFT completed");
    }

    private static void serviceByNight(Function<TemplateVariables, List<Gate>> gates) {
        sends(night(gates, "service", "channels: [{via: sms}]"), Channel.SMS);
    }

    private static void twoNights(Function<TemplateVariables, List<Gate>> gates) {
        Shop shop = night(gates, "marketing", "channels: [{via: sms}]");
        says(shop, "HELD quiet-hours");
        shop.outage(Duration.ofHours(24)).after(Duration.ofHours(10));
        assertThat(shop.sent()).isEmpty();
        shop.after(Duration.ofHours(1));
        assertThat(shop.sent()).hasSize(1);
    }

    private static void capped(Function<TemplateVariables, List<Gate>> gates) {
        Shop shop = capped(gates, 1, "channels: [{via: sms}]");
        sends(shop, Channel.SMS);
        shop.happens("order.delivered", ORDER);
        assertThat(shop.story()).endsWith("HELD capped");
        shop.after(Duration.ofDays(1).minusMillis(1));
        assertThat(shop.sent()).hasSize(1);
        shop.after(Duration.ofMillis(1));
        assertThat(shop.sent()).hasSize(2);
    }

    private static void uncounted(Function<TemplateVariables, List<Gate>> gates) {
        Shop shop = capped(gates, 1, "channels: [{via: sms}]");
        shop.publish(shop.definitionsWithForeignTemplate());
        shop.set(Settings.of("caps: [{max: 1, per: P1D}]")).happens("order.shipped", ORDER);
        assertThat(shop.state().memory().counted()).isEmpty();
    }

    private static void failed(Function<TemplateVariables, List<Gate>> gates) {
        Shop shop = capped(gates, 1, "channels: [{via: sms}]");
        sends(shop, Channel.SMS);
        shop.receipt(shop.lastSent(), Status.FAILED_PERMANENT).happens("order.delivered", ORDER);
        assertThat(shop.sent()).hasSize(2);
    }

    private static void cappedAndExpiry(Function<TemplateVariables, List<Gate>> gates) {
        Shop shop = capped(gates, 1, "within: PT2H, channels: [{via: sms}]");
        sends(shop, Channel.SMS);
        shop.happens("order.delivered", ORDER);
        assertThat(shop.story()).contains("SKIPPED capped").endsWith("LEFT completed");
    }

    private static void cappedAtTwo(Function<TemplateVariables, List<Gate>> gates) {
        Shop shop = capped(gates, 2, "channels: [{via: sms}]");
        sends(shop, Channel.SMS);
        shop.happens("order.placed", ORDER).happens("order.delivered", ORDER);
        assertThat(shop.sent()).hasSize(3);
        assertThat(shop.state().memory().counted()).hasSize(3);
    }

    private static void loop(Function<TemplateVariables, List<Gate>> gates) {
        Shop shop = capped(gates, 1, "channels: [{via: sms}]");
        for (int i = 0; i < 101; i++) {
            shop.happens("order.placed", Map.of("orderId", "o" + i));
        }
        assertThat(shop.sent()).hasSize(100);
        assertThat(shop.story()).contains("SKIPPED safety-cap");
    }

    private static Shop crowd(Function<TemplateVariables, List<Gate>> gates, String low) {
        return new Shop(gates, journey("low", "marketing", "order.shipped", low), Written.journey("""
                                id: high
                                topic: news
                                priority: 90
                                entry: {on: order.shipped, key: event.orderId}
                                start: tell
                                steps:
                                  tell: {type: message, template: hello, channels: [{via: sms}]}
                                """))
                .set(Settings.of("zone: Asia/Vladivostok\nquietHours: [{from: '21:00', to: '09:00'}]"))
                .known()
                .happens("customer.updated", Map.of("phone", "+79161234567"))
                .happens("order.shipped", ORDER)
                .after(Duration.ofHours(11));
    }

    private static void best(Function<TemplateVariables, List<Gate>> gates) {
        Shop shop = crowd(gates, "channels: [{via: sms}]");
        assertThat(shop.sent()).extracting(Effect.Send::journey).containsExactly("high");
    }

    private static void others(Function<TemplateVariables, List<Gate>> gates) {
        Shop shop =
                crowd(gates, "channels: [{via: sms}]").after(Duration.ofHours(1).minusMillis(1));
        assertThat(shop.sent()).hasSize(1);
        shop.after(Duration.ofMillis(1));
        assertThat(shop.sent()).extracting(Effect.Send::journey).containsExactly("high", "low");
    }

    private static void dropped(Function<TemplateVariables, List<Gate>> gates) {
        Shop shop = crowd(gates, "outranked: drop, channels: [{via: sms}]").after(Duration.ofDays(1));
        assertThat(shop.story()).contains("SKIPPED outranked");
        assertThat(shop.sent()).hasSize(1);
    }

    private static Shop merging(Function<TemplateVariables, List<Gate>> gates) {
        Shop shop = new Shop(
                        gates,
                        journey("high", "marketing", "order.shipped", "channels: [{via: sms}]"),
                        journey("low", "marketing", "order.shipped", "outranked: merge, channels: [{via: sms}]"))
                .set(Settings.of("zone: Asia/Vladivostok\nquietHours: [{from: '21:00', to: '09:00'}]"));
        Template place =
                MergingTest.template("{{ journey.id }}{% for one in merged %} {{ one.journey.id }}{% endfor %}");
        shop.publish(Definitions.of(
                3,
                shop.published().journeys(),
                Map.of("hello", place),
                shop.published().shop()));
        return shop.known().happens("customer.updated", Map.of("phone", "+79161234567"));
    }

    private static void merged(Function<TemplateVariables, List<Gate>> gates) {
        Shop shop = merging(gates).happens("order.shipped", ORDER).after(Duration.ofHours(11));
        assertThat(shop.sent())
                .extracting(send -> ((Effect.Content.Sms) send.content()).text())
                .containsExactly("high low");
        assertThat(shop.story()).contains("SKIPPED merged");
    }

    private static void foreignTemplate(Function<TemplateVariables, List<Gate>> gates) {
        Shop shop = new Shop(gates, journey("service", "channels: [{via: sms}]")).known();
        var sound = shop.published();
        shop.publish(shop.definitionsWithForeignTemplate());
        says(shop, "HELD template-of-other-shop");
        shop.publish(sound);
        shop.after(Duration.ofMinutes(16));
        assertThat(shop.sent()).hasSize(1);
    }

    private static void noTemplate(Function<TemplateVariables, List<Gate>> gates) {
        Shop shop = new Shop(gates, journey("service", "channels: [{via: sms}]")).known();
        shop.publish(Definitions.of(
                2, shop.published().journeys(), Map.of(), shop.published().shop()));
        says(shop, "SKIPPED no-template", "LEFT completed");
    }

    private static void large(Function<TemplateVariables, List<Gate>> gates) {
        Shop shop = new Shop(gates, journey("service", "channels: [{via: sms}]")).known();
        shop.publish(shop.definitionsWithEndlessTemplate());
        shop.happens("order.shipped", ORDER);
        assertThat(shop.story()).contains("SKIPPED too-large");
    }
}
