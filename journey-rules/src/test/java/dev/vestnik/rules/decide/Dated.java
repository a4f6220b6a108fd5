package dev.vestnik.rules.decide;

import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.definition.Pauses;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.settings.ShopSettings;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Journeys that are entered by the calendar, and a customer in Moscow. */
final class Dated {
    static final String BIRTHDAY = """
            id: birthday
            class: service
            entry: {date: customer.birthday, at: "10:00"}
            context: {years: event.years, day: event.day}
            start: tell
            steps:
              tell: {type: message, template: hello, channels: [{via: sms}]}
            """;
    static final String DAILY = """
            id: daily
            class: service
            entry: {every: day, at: "10:00"}
            start: tell
            steps:
              tell: {type: message, template: hello, channels: [{via: sms}]}
            """;
    static final String SILENCE = """
            id: silence
            class: service
            entry: {silence: P90D, of: order.placed, at: "13:00"}
            context: {last: event.last}
            start: tell
            steps:
              tell: {type: message, template: hello, channels: [{via: sms}]}
            """;
    static final String TODAY = "1990-11-23";
    static final String TOMORROW = "1990-11-24";

    private Dated() {}

    static Shop shop(String... journeys) {
        return new Shop(Stream.of(journeys).map(Written::journey).toArray(Journey[]::new)).known();
    }

    static void born(Shop shop, String date) {
        shop.happens("customer.updated", Map.of("birthday", date));
    }

    static void ordered(Shop shop) {
        shop.happens("order.placed", Map.of("orderId", "o" + shop.now()));
    }

    static void publish(Shop shop, Instant since, String journey) {
        publish(shop, since, Written.journey(journey));
    }

    static void publish(Shop shop, Instant since, Journey journey) {
        publish(shop, since, journey, Pauses.NONE);
    }

    static void publish(Shop shop, Instant since, Journey journey, Pauses pauses) {
        Map<JourneyId, Published> published = new HashMap<>(shop.published().journeys());
        published.put(
                journey.id(),
                new Published(
                        Status.LIVE,
                        journey.version(),
                        Map.of(journey.version(), journey),
                        number -> null,
                        Map.of(),
                        Map.of(),
                        pauses,
                        since));
        shop.publish(Definitions.of(2, published, shop.published().templates(), ShopSettings.DEFAULT));
    }

    static boolean isBehind(Shop shop) {
        return Decider.isCalendarBehind(Shop.ANNA, shop.state(), shop.published(), shop.now());
    }

    /** What was decided of journeys. */
    static List<String> story(Shop shop) {
        return shop.story().stream().filter(line -> !line.startsWith("CONSENT")).toList();
    }

    /** When the customer entered. */
    static List<String> entered(Shop shop) {
        return shop.only(Effect.Record.class).stream()
                .map(Effect.Record::decision)
                .filter(decision -> decision.outcome() == Outcome.ENTERED)
                .map(decision -> decision.now().toString())
                .toList();
    }
}
