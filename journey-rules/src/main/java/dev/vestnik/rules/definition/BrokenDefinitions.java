package dev.vestnik.rules.definition;

import dev.vestnik.rules.journey.JourneyId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Published documents that cannot be used now: this version of Vestnik cannot compile them, or is not done with them yet. Nothing is
 * lost by it: instances that need one wait, and go on once it is mended or compiled.
 *
 * @param templates the reason by the template's id
 * @param settings why the shop's settings cannot be used, so that the defaults stand in for them; null where they can
 * @param versions every broken version of every journey, also those that are archived and those that are not the newest
 */
public record BrokenDefinitions(
        Map<String, String> templates, @Nullable String settings, List<BrokenVersion> versions) {
    static final BrokenDefinitions NONE = new BrokenDefinitions(Map.of(), null, List.of());

    /**
     * A version of a journey that cannot be used now.
     *
     * @param takes whether it is the newest one of a live journey: it would take new customers
     * @param startedBy the types of the events that start it; empty where the document does not even tell that
     * @param shops whose customers it would take; empty: every shop's
     * @param reason one line, bounded
     */
    public record BrokenVersion(
            JourneyId journey, int version, boolean takes, Set<String> startedBy, Set<String> shops, String reason) {
        public BrokenVersion {
            startedBy = Set.copyOf(startedBy);
            shops = Set.copyOf(shops);
        }

        boolean isOf(String shop) {
            return shops.isEmpty() || shops.contains(shop);
        }
    }

    public BrokenDefinitions {
        templates = Map.copyOf(templates);
        versions = List.copyOf(versions);
    }
}
