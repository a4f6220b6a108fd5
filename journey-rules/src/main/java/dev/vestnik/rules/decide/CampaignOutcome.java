package dev.vestnik.rules.decide;

import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.reason.EntryReason;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The word for what a decision makes of a customer whom a campaign reaches, under which they are counted: a closed set. */
public final class CampaignOutcome {
    private CampaignOutcome() {}

    /** The decisions about the campaign's own journey: the same signal may lead to some about others, whose waits are over. */
    public static List<Decision> of(JourneyId campaign, List<Decision> decisions) {
        return decisions.stream()
                .filter(decision ->
                        decision.about() != null && decision.about().journey().equals(campaign.value()))
                .toList();
    }

    /** The words for a customer; of whom a message reaches, or may, nothing is said of channels that were passed over. */
    public static Set<String> labels(List<Decision> decisions) {
        Set<String> all = new TreeSet<>();
        decisions.forEach(decision -> {
            String label = label(decision);
            if (label != null) {
                all.add(label);
            }
        });
        if (all.stream().anyMatch(label -> label.startsWith("sent ") || label.startsWith("held "))) {
            all.removeIf(label -> label.startsWith("skipped "));
        }
        return all;
    }

    /** {@code sent email}, {@code skipped no-consent}, {@code held quiet-hours}, {@code control}; null for what is not counted. */
    private static @Nullable String label(Decision decision) {
        return switch (decision.outcome()) {
            case ENTERED -> EntryReason.HOLDOUT.label().equals(decision.reason()) ? "control" : null;
            case SENT ->
                "sent "
                        + Objects.requireNonNull(decision.message(), "a message")
                                .channel()
                                .label();
            case HELD -> "held " + decision.reason();
            case SKIPPED -> "skipped " + decision.reason();
            case NOT_ENTERED -> "not-entered " + decision.reason();
            case QUEUED -> "queued";
            case STUCK -> "stuck";
            case LEFT,
                    DROPPED,
                    REVOKED,
                    RETRIED,
                    CONVERTED,
                    SUPPRESSED,
                    CONSENT,
                    RECEIPT,
                    RELEASED,
                    EXPOSED,
                    UPDATED,
                    EMITTED,
                    OFFERED,
                    REDEEMED,
                    TASK,
                    ANSWER,
                    MERGED,
                    NOT_MERGED -> null;
        };
    }
}
