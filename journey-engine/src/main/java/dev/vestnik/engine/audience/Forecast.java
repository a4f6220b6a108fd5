package dev.vestnik.engine.audience;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.engine.audience.CampaignTally.Counts;
import dev.vestnik.engine.audience.Estimate.Found;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The effect of a launch now.
 *
 * @param customers of the campaign's shops
 * @param reached of them: all for whom it is meant, the control group among them
 * @param outcomes what would become of those: {@code sent} by channel, {@code held}, {@code skipped} and {@code not-entered} by reason,
 *     {@code control}
 * @param smsSegments that would be charged
 * @param sampled customers that were looked at
 * @param says the same in words
 * @param silent instances that did not answer: their customers are in no number
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Forecast(
        Estimate customers,
        Estimate reached,
        Map<String, Map<String, Estimate>> outcomes,
        Estimate smsSegments,
        long sampled,
        String says,
        Set<String> silent) {

    static Forecast of(List<Counts> parts, Set<String> silent) {
        Estimate customers = estimate(parts, CampaignTally.CUSTOMERS);
        Estimate reached = estimate(parts, CampaignTally.REACHED);
        Map<String, Map<String, Estimate>> outcomes = outcomes(parts);
        return new Forecast(
                customers,
                reached,
                outcomes,
                estimate(parts, CampaignTally.SEGMENTS),
                parts.stream()
                        .mapToLong(part -> part.counts().getOrDefault(CampaignTally.CUSTOMERS, 0L))
                        .sum(),
                words(customers, reached, outcomes),
                silent);
    }

    private static Estimate estimate(List<Counts> parts, String label) {
        return Estimate.of(parts.stream()
                .map(part -> new Found(part.counts().getOrDefault(label, 0L), part.of()))
                .toList());
    }

    private static Map<String, Map<String, Estimate>> outcomes(List<Counts> parts) {
        Set<String> labels = new TreeSet<>();
        parts.forEach(part -> labels.addAll(part.counts().keySet()));
        labels.removeAll(Set.of(CampaignTally.CUSTOMERS, CampaignTally.REACHED, CampaignTally.SEGMENTS));
        Map<String, Map<String, Estimate>> outcomes = new TreeMap<>();
        for (String label : labels) {
            Outcomes.put(outcomes, label, estimate(parts, label));
        }
        return outcomes;
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
        if (reached.count() == 0) {
            return customers.count() == 0 ? "there are no customers yet" : "it is for nobody";
        }
        String who = reached.count() == customers.count() ? "it is for everybody" : "it is for " + reached.count();
        if (!outcomes.containsKey("sent") && !outcomes.containsKey("held")) {
            return who + ", and nobody would get a message";
        }
        long now = outcomes.getOrDefault("sent", Map.of()).values().stream()
                .mapToLong(Estimate::count)
                .sum();
        return who + ", and " + now + " would get a message at once";
    }
}
