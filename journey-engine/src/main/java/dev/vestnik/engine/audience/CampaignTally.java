package dev.vestnik.engine.audience;

import dev.vestnik.engine.streams.codec.LaunchCounts;
import dev.vestnik.engine.streams.query.CustomerTally;
import dev.vestnik.rules.campaign.Launch;
import dev.vestnik.rules.campaign.LaunchAudience;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.CampaignOutcome;
import dev.vestnik.rules.decide.Decided;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.decide.Decision;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.template.SmsSegments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Decides for one customer after the other what a launch would do with them, and does nothing; for one thread. */
final class CampaignTally implements CustomerTally {
    static final String SEGMENTS = "sms-segments";
    /** Counts those of the campaign's list. */
    static final String LISTED = "listed";

    private final Decider decider;
    private final Definitions launched;
    private final Journey journey;
    private final Launch launch;
    private final @Nullable LaunchAudience audience;
    private final Instant now;
    private final Map<String, Long> counts = new TreeMap<>();

    /** @param counts of customers by what would become of them */
    record Counts(int partition, Map<String, Long> counts, double of) implements Sampling.PartitionAnswer {}

    /** @param launched the definitions as they would be */
    CampaignTally(Decider decider, Definitions launched, Journey journey, Launch launch, Instant now) {
        this.decider = decider;
        this.launched = launched;
        this.journey = journey;
        this.launch = launch;
        this.audience = launched.audiences().of(launch);
        this.now = now;
    }

    @Override
    public void add(CustomerKey customer, CustomerState state) {
        if (!journey.isOf(customer.shop()) || !customer.isIdentified() || !state.isOfSomebody()) {
            return;
        }
        count(LaunchCounts.CUSTOMERS, 1);
        if (launch.list() != null
                && audience != null
                && audience.lists(customer, state.memory().history().since())) {
            count(LISTED, 1);
        }
        try {
            Signal signal = new Signal.Launched(launch.journey(), launch.run());
            count(decider.decide(customer, state, signal, launched, now));
        } catch (RuntimeException | StackOverflowError e) {
            count(LaunchCounts.FAILED, 1); // a decision about one customer fails alone, as it would when launched
        }
    }

    private void count(Decided decided) {
        List<Decision> decisions = new ArrayList<>();
        for (Effect effect : decided.effects()) {
            if (effect instanceof Effect.Record(Decision decision, int sequence)) {
                decisions.add(decision);
            } else if (effect instanceof Effect.Send send
                    && send.journey().equals(launch.journey().value())
                    && send.content() instanceof Effect.Content.Sms(var to, var from, String text)) {
                count(SEGMENTS, SmsSegments.count(text));
            }
        }
        List<Decision> own = CampaignOutcome.of(launch.journey(), decisions);
        if (!own.isEmpty()) {
            count(LaunchCounts.REACHED, 1);
            CampaignOutcome.labels(own).forEach(label -> count(label, 1));
        }
    }

    private void count(String label, long more) {
        counts.merge(label, more, Long::sum);
    }

    Counts counts(int partition, double of) {
        return new Counts(partition, counts, of);
    }
}
