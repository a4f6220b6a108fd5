package dev.vestnik.schemas;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Names all messages of a launch of a campaign at once: a revocation of this id takes back those that no gateway has. Senders find it by the
 * journey and the version that each message names.
 */
public final class CampaignRun {
    /** The beginning of the ids of journeys that campaigns start, as the rules have it ({@code Campaign.PREFIX}). */
    private static final String JOURNEYS = "campaign.";

    private CampaignRun() {}

    /** Whether messages of this journey are of a campaign. */
    public static boolean isOf(String journey) {
        return journey.startsWith(JOURNEYS);
    }

    /** @param run the journey's version */
    public static UUID id(String journey, int run) {
        return UUID.nameUUIDFromBytes(("run\0" + journey + "\0" + run).getBytes(StandardCharsets.UTF_8));
    }
}
