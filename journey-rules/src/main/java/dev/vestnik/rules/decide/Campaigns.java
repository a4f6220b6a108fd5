package dev.vestnik.rules.decide;

import dev.vestnik.rules.campaign.Launch;
import dev.vestnik.rules.campaign.LaunchAudience;
import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.KnownEvents;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.History;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Journey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets a launch of a campaign reach a customer: the event that it is starts the campaign's journey, once. */
final class Campaigns {
    /** The field of that event with the number of the launch, which is the key of its runs. */
    private static final String RUN = "run";

    private static final String SOURCE = "/vestnik/campaigns";
    private static final Evaluation NO = new Evaluation.Value(false);
    private static final Evaluation YES = new Evaluation.Value(true);

    private Campaigns() {}

    static void reach(Turn turn, EventRules events, Signal.Launched launched) {
        Launch launch = turn.definitions().audiences().launch(launched.campaign());
        if (launch != null
                && launch.run() == launched.run()
                && isMeant(turn, launch).isTrue()) {
            Map<String, Object> data = Map.of(RUN, String.valueOf(launch.run()));
            Event event = new Event(SOURCE, eventId(launched), KnownEvents.STARTED, turn.now(), data);
            events.started(turn, event, launch.journey());
        }
    }

    /** The same for each customer: with their key and the campaign it makes the id of the run. */
    static String eventId(Signal.Launched launched) {
        return launched.campaign() + "/" + launched.run();
    }

    /** Whether the launch is for the customer; failed where its segment or list is not there, or the segment's condition cannot be computed. */
    static Evaluation isMeant(Turn turn, Launch launch) {
        if (!isCustomerOf(turn, launch)) {
            return NO;
        }
        LaunchAudience audience = turn.definitions().audiences().of(launch);
        if (audience == null) {
            return new Evaluation.Failed("the segment or the list of the launch is not there");
        }
        if (!audience.lists(turn.customer(), since(turn))) {
            return NO;
        }
        return audience.segment() == null ? YES : Segments.holds(turn, audience.segment());
    }

    private static @Nullable Instant since(Turn turn) {
        return turn.state().memory().history().since();
    }

    private static boolean isCustomerOf(Turn turn, Launch launch) {
        Journey journey = turn
                .definitions()
                .startedBy(KnownEvents.STARTED, turn.customer().shop())
                .stream()
                .filter(one -> one.id().equals(launch.journey()))
                .findFirst()
                .orElse(null);
        Instant since = since(turn);
        return journey != null
                && turn.customer().isIdentified()
                && turn.state().ties().departure() == null
                && turn.state().isOfSomebody()
                && (since == null || !since.isAfter(launch.from()));
    }

    /** Remembers since when there is a customer of this key, also one who comes again after an erasure. */
    static void noteNewcomer(Turn turn, CustomerState before) {
        History history = turn.state().memory().history();
        if (history.since() == null && turn.allows(FeatureLevel.AUDIENCES) && !before.isOfSomebody()) {
            Instant since = turn.now().truncatedTo(ChronoUnit.MILLIS);
            turn.become(turn.state().withMemory(turn.state().memory().withHistory(history.withSince(since))));
        }
    }
}
