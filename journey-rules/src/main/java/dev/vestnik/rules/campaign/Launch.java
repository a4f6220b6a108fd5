package dev.vestnik.rules.campaign;

import dev.vestnik.rules.journey.JourneyId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A launch of a campaign: it reaches each customer once.
 *
 * @param journey that it starts for each of them; its version is the run
 * @param run the number of this launch of the campaign, from 1
 * @param segment whose customers it is for; null: all
 * @param list whose customers it is for; null: all
 * @param from when it begins; who was not a customer by then is not in it
 * @param perSecond the most customers whom it reaches in a second, in all; 0: as many as the engines can do
 */
public record Launch(
        JourneyId journey,
        int run,
        @Nullable String segment,
        @Nullable String list,
        Instant from,
        int perSecond) {}
