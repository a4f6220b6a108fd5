package dev.vestnik.rules.simulation;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.template.Template;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The circumstances under which a past is decided again.
 *
 * @param journey that is counted in full; of the others only what concerns it
 * @param definitions that are in force all the time
 * @param unrendered the same, whose texts cost nothing
 * @param world what answers in the place of the world around
 * @param from what happens before is decided, and not counted
 * @param to nothing is looked at from then on
 */
public record Scenario(
        JourneyId journey, Definitions definitions, Definitions unrendered, World world, Instant from, Instant to) {

    /**
     * @param texts the share of customers whose texts are rendered
     * @param receipts of the messages
     * @param replies to what journeys ask of others
     */
    public record World(double texts, Receipts receipts, Replies replies) {}

    public static Scenario of(JourneyId journey, Definitions definitions, World world, Instant from, Instant to) {
        Map<String, Template> texts = new HashMap<>();
        definitions.templates().forEach((id, template) -> texts.put(id, new UnrenderedText(template)));
        return new Scenario(journey, definitions, definitions.texts(texts), world, from, to);
    }

    /** The journey in this version; null where it is not in force. */
    @Nullable
    Journey version() {
        Published published = definitions.journey(journey);
        return published == null ? null : published.version(published.current());
    }

    boolean renders(CustomerKey customer) {
        return Draw.TEXTS.takes(customer.murmur2(), world.texts());
    }

    boolean isCounted(Instant now) {
        return !now.isBefore(from);
    }
}
