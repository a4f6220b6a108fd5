package dev.vestnik.rules.simulation;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.decide.Decided;
import dev.vestnik.rules.decide.Decision;
import dev.vestnik.rules.decide.Decision.About;
import dev.vestnik.rules.decide.Decision.MessageFacts;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.template.SmsSegments;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts what a simulation decides. Tallies of different customers add up. For one thread. */
public final class Tally implements Observer {
    /** Beside the outcomes of decisions. */
    public static final String REACHED = "reached";

    /** Events that started nothing, for a reason that is not recorded one by one. */
    public static final String PASSED = "passed";

    public static final String UNDER_WAY = "under-way";

    /** Parts of the SMS that were rendered. */
    public static final String PARTS = "parts";

    /** Messages that were rendered and would have gone. */
    public static final String RENDERED = "rendered";

    public static final String FAILED = "failed";

    /** The counts of other journeys: they show whether journeys are in each other's way. */
    private static final Set<Outcome> OF_OTHERS =
            EnumSet.of(Outcome.ENTERED, Outcome.SENT, Outcome.SKIPPED, Outcome.HELD);

    private static final String[] LABELS = labels();

    private final JourneyId journey;
    private final Map<Line, long[]> counts = new HashMap<>();
    private final Set<CustomerKey> customers = new HashSet<>();
    private long ofOthers;

    /**
     * The subject of a count.
     *
     * @param what an outcome of decisions in small letters, or one of the words of {@link Tally}
     * @param step null of other journeys, and where it does not matter
     */
    public record Line(
            String what,
            String journey,
            @Nullable String step,
            @Nullable Channel channel,
            @Nullable String reason) {}

    public Tally(JourneyId journey) {
        this.journey = journey;
    }

    private static String[] labels() {
        return Arrays.stream(Outcome.values())
                .map(outcome -> outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toArray(String[]::new);
    }

    @Override
    public void decided(Moment moment, Decided decided) {
        for (Effect effect : decided.effects()) {
            if (effect instanceof Effect.Record(Decision decision, int sequence)) {
                decided(moment, decision);
            } else if (effect instanceof Effect.Passed passed) {
                passed(passed);
            } else if (effect instanceof Effect.Send send && moment.rendered() && send.attempt() == 1) {
                rendered(send);
            }
        }
    }

    private void decided(Moment moment, Decision decision) {
        About about = decision.about();
        if (about == null) {
            return;
        }
        MessageFacts message = decision.message();
        Channel channel = message == null ? null : message.channel();
        boolean own = about.journey().equals(journey.value());
        if (own || OF_OTHERS.contains(decision.outcome())) {
            String what = LABELS[decision.outcome().ordinal()];
            add(new Line(what, about.journey(), own ? about.step() : null, channel, decision.reason()), 1);
        }
        if (own && decision.outcome() == Outcome.ENTERED) {
            customers.add(moment.customer());
        }
    }

    private void passed(Effect.Passed passed) {
        JourneyId of = passed.journey();
        if (journey.equals(of)) {
            add(new Line(PASSED, journey.value(), null, null, passed.reason().label()), 1);
        }
    }

    private void rendered(Effect.Send send) {
        if (send.journey().equals(journey.value())) {
            Channel channel = send.content().channel();
            add(new Line(RENDERED, send.journey(), send.step(), channel, null), 1);
            if (send.content() instanceof Effect.Content.Sms sms) {
                add(new Line(PARTS, send.journey(), send.step(), channel, null), SmsSegments.count(sms.text()));
            }
        }
    }

    @Override
    public void reached(Instance run, String step) {
        if (run.journey().equals(journey)) {
            add(new Line(REACHED, journey.value(), step, null, null), 1);
        }
    }

    @Override
    public void failed(Moment moment) {
        add(new Line(FAILED, journey.value(), null, null, null), 1);
    }

    @Override
    public void left(CustomerKey customer, Instance run) {
        if (run.journey().equals(journey)) {
            add(new Line(UNDER_WAY, journey.value(), run.step(), null, null), 1);
        }
    }

    private void add(Line line, long more) {
        counts.computeIfAbsent(line, first -> new long[1])[0] += more;
    }

    /** Adds what was counted of other customers. */
    public void add(Tally other) {
        other.counts.forEach((line, count) -> add(line, count[0]));
        ofOthers += other.customers();
    }

    /** The number of customers who entered the journey, each once. */
    public long customers() {
        return ofOthers + customers.size();
    }

    /** All counts. */
    public Map<Line, Long> lines() {
        Map<Line, Long> lines = new HashMap<>();
        counts.forEach((line, count) -> lines.put(line, count[0]));
        return lines;
    }
}
