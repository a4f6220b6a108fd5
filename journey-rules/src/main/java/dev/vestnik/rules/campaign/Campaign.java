package dev.vestnik.rules.campaign;

import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as its document describes it.
 *
 * @param journey that a launch starts for each customer: one message, behind a wait for the customer's local time where the document has one
 * @param atOnce the same without the wait, for forecasts
 * @param segment whose customers it is for; null: all
 * @param list whose customers it is for; null: all
 * @param at when a launch begins; null: at once
 * @param perSecond as of {@link Launch}
 */
public record Campaign(
        String id,
        Journey journey,
        Journey atOnce,
        @Nullable String segment,
        @Nullable String list,
        @Nullable Instant at,
        int perSecond) {

    /** The beginning of the ids of journeys that campaigns start, as senders know it; no other journey may have such an id. */
    public static final String PREFIX = "campaign.";

    /** The journey that launches of this campaign start. */
    public static JourneyId journeyOf(String campaign) {
        return new JourneyId(PREFIX + campaign);
    }

    /** Whether this is a journey that a campaign starts. */
    public static boolean starts(JourneyId journey) {
        return journey.value().startsWith(PREFIX);
    }

    /**
     * The launch of a run.
     *
     * @param asked when somebody launched it
     */
    public Launch launched(int run, Instant asked) {
        Instant from = at == null || at.isBefore(asked) ? asked : at;
        return new Launch(journey.id(), run, segment, list, from, perSecond);
    }
}
