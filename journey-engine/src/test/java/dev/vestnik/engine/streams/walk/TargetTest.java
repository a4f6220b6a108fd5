package dev.vestnik.engine.streams.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.streams.intake.Journeys;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Pauses;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.settings.ShopSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetTest {
    private static final JourneyId DAILY = new JourneyId("daily");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    /** Between two looks of a walk it was archived and resumed, so that no look has seen it archived. */
    @Test
    void aJourneyByTheCalendarThatWasTakenUpAgainIsAnotherTarget() {
        long before = Target.of(since(NOON));
        assertThat(before).isNotEqualTo(Target.NOTHING).isEqualTo(Target.of(since(NOON)));
        assertThat(Target.of(since(NOON.plus(Duration.ofSeconds(5))))).isNotEqualTo(before);
    }

    private static Definitions since(Instant since) {
        Definitions compiled = Journeys.definitions(2, """
                {id: daily, class: service, entry: {every: day, at: "10:00"}, start: end, steps: {end: {type: end}}}
                """);
        Published published = compiled.journey(DAILY);
        return Definitions.of(
                2,
                Map.of(
                        DAILY,
                        new Published(
                                published.status(),
                                1,
                                published.versions(),
                                number -> null,
                                published.inFlight(),
                                Map.of(),
                                Pauses.NONE,
                                since)),
                compiled.templates(),
                ShopSettings.DEFAULT);
    }
}
