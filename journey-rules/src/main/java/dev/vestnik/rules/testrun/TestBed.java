package dev.vestnik.rules.testrun;

import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.definition.Pauses;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.settings.ShopSettings;
import dev.vestnik.rules.template.Template;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The common ground of all test runs: texts, settings, and how far what is decided may go.
 *
 * @param templates by id
 */
public record TestBed(Map<String, Template> templates, ShopSettings shop, FeatureLevel level) {
    public TestBed {
        templates = Map.copyOf(templates);
    }

    /** The definitions under which one journey is live, those in its older versions stay in them, and no others are. */
    public Definitions under(Journey current, Collection<Journey> older) {
        Map<Integer, Journey> versions = new HashMap<>(Map.of(current.version(), current));
        older.forEach(version -> versions.put(version.version(), version));
        Published published = new Published(Status.LIVE, current.version(), versions, Map.of());
        return Definitions.of(1, Map.of(current.id(), published), templates, shop)
                .on(level);
    }

    /**
     * The definitions under which these journeys are live and no others are.
     *
     * @param since when they were published
     */
    public Definitions under(Collection<Journey> journeys, Instant since) {
        Map<JourneyId, Published> published = new HashMap<>();
        for (Journey journey : journeys) {
            int version = journey.version();
            published.put(
                    journey.id(),
                    new Published(
                            Status.LIVE,
                            version,
                            Map.of(version, journey),
                            number -> null,
                            Map.of(version, InFlight.KEEP),
                            Map.of(),
                            Pauses.NONE,
                            since));
        }
        return Definitions.of(1, published, templates, shop).on(level);
    }
}
