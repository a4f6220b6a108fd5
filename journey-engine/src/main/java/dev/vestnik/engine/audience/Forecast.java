package dev.vestnik.engine.audience;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.engine.audience.CampaignTally.Counts;
import dev.vestnik.engine.audience.Estimate.Found;
import dev.vestnik.engine.streams.codec.LaunchCounts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The effect of a launch now.
 *
 * @param customers of the campaign's shops
 * @param reached of them: all for whom it is meant, the control group among them
 * @param outcomes what would become of those: {@code sent} by channel, {@code held}, {@code skipped} and {@code not-entered} by reason,
 *     {@code control}
 * @param smsSegments that would be charged
 * @param list null where the campaign has none
 * @param sampled customers that were looked at
 * @param says the same in words
 * @param missing partitions of which no instance told, as while customers move: theirs are in no number
 * @param silent instances that did not answer
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Forecast(
        Estimate customers,
        Estimate reached,
        Map<String, Map<String, Estimate>> outcomes,
        Estimate smsSegments,
        @Nullable ListedCustomers list,
        long sampled,
        String says,
        List<Integer> missing,
        Set<String> silent) {

    /** @param list of the campaign */
    static Forecast of(Sampling.Everywhere<Counts> all, @Nullable ListedCustomers list) {
        List<Counts> parts = all.parts();
        ListedCustomers listed = list == null ? null : list.known(estimate(parts, CampaignTally.LISTED));
        Estimate customers = estimate(parts, LaunchCounts.CUSTOMERS);
        Estimate reached = estimate(parts, LaunchCounts.REACHED);
        Map<String, Map<String, Estimate>> outcomes = outcomes(parts);
        return new Forecast(
                customers,
                reached,
                outcomes,
                estimate(parts, CampaignTally.SEGMENTS),
                listed,
                parts.stream()
                        .mapToLong(part -> part.counts().getOrDefault(LaunchCounts.CUSTOMERS, 0L))
                        .sum(),
                words(customers, reached, outcomes) + unknown(listed) + leftOut(all),
                all.missing(),
                all.silent());
    }

    private static Estimate estimate(List<Counts> parts, String label) {
        return Estimate.of(parts.stream()
                .map(part -> new Found(part.counts().getOrDefault(label, 0L), part.of()))
                .toList());
    }

    private static Map<String, Map<String, Estimate>> outcomes(List<Counts> parts) {
        Set<String> labels = new TreeSet<>();
        parts.forEach(part -> labels.addAll(part.counts().keySet()));
        labels.removeAll(
                Set.of(LaunchCounts.CUSTOMERS, LaunchCounts.REACHED, CampaignTally.SEGMENTS, CampaignTally.LISTED));
        Map<String, Map<String, Estimate>> outcomes = new TreeMap<>();
        for (String label : labels) {
            Outcomes.put(outcomes, label, estimate(parts, label));
        }
        return outcomes;
    }

    private static String unknown(@Nullable ListedCustomers list) {
        return list == null || list.unknown().count() == 0
                ? ""
                : "; " + list.unknown().count() + " of its list are not known";
    }

    private static String leftOut(Sampling.Everywhere<?> all) {
        return all.missing().isEmpty() && all.silent().isEmpty() ? "" : "; not all customers could be asked";
    }

    /** Whether customers are in no number. */
    public boolean leavesSomeOut() {
        return !missing.isEmpty() || !silent.isEmpty();
    }

    /** Whether it is meant for nobody. */
    public boolean forNobody() {
        return reached.count() == 0;
    }

    /** Whether it is meant for all customers. */
    public boolean forEverybody() {
        return reached.count() > 0 && reached.count() == customers.count();
    }

    /** Whether it is meant for some, and no message would go out, now or later. */
    public boolean sendsNothing() {
        return reached.count() > 0 && !outcomes.containsKey("sent") && !outcomes.containsKey("held");
    }

    private static String words(Estimate customers, Estimate reached, Map<String, Map<String, Estimate>> outcomes) {
        String ofWhom = reached.error() == 0 ? "" : " of those looked at";
        if (reached.count() == 0) {
            return customers.count() == 0 ? "there are no customers yet" : "it is for nobody" + ofWhom;
        }
        String who =
                reached.count() == customers.count() ? "it is for everybody" + ofWhom : "it is for " + reached.count();
        if (!outcomes.containsKey("sent") && !outcomes.containsKey("held")) {
            return who + ", and nobody" + ofWhom + " would get a message";
        }
        long now = outcomes.getOrDefault("sent", Map.of()).values().stream()
                .mapToLong(Estimate::count)
                .sum();
        return who + ", and " + now + " would get a message at once";
    }
}
