package dev.vestnik.rules.explain;

import dev.vestnik.rules.customer.Armed;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.Decided;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.decide.Decision;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.decide.Ids;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides again which of a customer's events start a journey, and says of each that does not why. Non-entries are not recorded one by one:
 * events come by the hundred. Pure, as the rules are.
 *
 * <p>Runs that begin in it go no further, so a run that was under way keeps no event from starting another one here; that is recorded when
 * it happens, and the customer's decisions tell it.
 */
public final class EntryReplay {
    /** The event starts a run, as far as it alone decides. */
    public static final String ENTERS = "enters";
    /** No version was published then. */
    public static final String NOT_PUBLISHED = "not-published";
    /** The same source and id had come before. */
    public static final String REPEATED = "repeated";
    /** The version then did not begin with events of this type. */
    public static final String NOT_LISTENING = "not-listening";
    /** A moment of the calendar as the customer is today; it was not due when the calendar of that time was decided. */
    public static final String NOT_DUE = "not-due";
    /** The rules fail with it. */
    public static final String SET_ASIDE = "set-aside";
    /** The journey is for other shops. */
    public static final String OTHER_SHOP = "other-shop";

    private final Decider decider;

    /** @param decider with links that lead nowhere */
    public EntryReplay(Decider decider) {
        this.decider = decider;
    }

    /** The versions of a journey by time. */
    @FunctionalInterface
    public interface Versions {
        /** Null where none was published. */
        @Nullable
        InForce at(Instant time);
    }

    /**
     * A question about a customer's entries into one journey.
     *
     * @param types of events that are answered for; all others only tell of the customer
     * @param inForce the versions at their times
     */
    public record Question(CustomerKey customer, JourneyId journey, Set<String> types, Versions inForce) {
        public Question {
            types = Set.copyOf(types);
        }
    }

    /** An event to be answered for, with the customer as they were before it. */
    private record Case(
            Question question,
            Signal.Happened happened,
            @Nullable InForce version,
            CustomerState state) {

        EntryAnswer answer(String reason) {
            Event event = happened.event();
            return new EntryAnswer(
                    happened.recordedAt(),
                    event,
                    version == null ? 0 : version.journey().version(),
                    Ids.instance(question.customer(), question.journey(), event.source(), event.id()),
                    reason,
                    null,
                    Map.of(),
                    Map.of());
        }
    }

    /** @param before the customer before the first of the events, which are in the order of the topic */
    public List<EntryAnswer> answers(Question question, CustomerState before, List<Signal.Happened> events) {
        List<EntryAnswer> answers = new ArrayList<>();
        CustomerState state = before;
        for (Signal.Happened happened : events) {
            Case one = new Case(question, happened, question.inForce().at(happened.recordedAt()), state);
            Decided decided = decided(one);
            if (question.types().contains(happened.event().type())) {
                answers.add(decided == null ? one.answer(SET_ASIDE) : answer(one, decided));
            }
            state = decided == null ? state : idle(decided.state());
        }
        return answers;
    }

    /** Null where the rules fail: the engine has set such an event aside. */
    private @Nullable Decided decided(Case one) {
        InForce version = one.version();
        Definitions under = version == null ? Definitions.EMPTY : version.definitions();
        Instant at = one.happened().recordedAt();
        try {
            return decider.decide(one.question().customer(), one.state(), one.happened(), under, at);
        } catch (RuntimeException | StackOverflowError e) {
            return null;
        }
    }

    private static CustomerState idle(CustomerState state) {
        return state.withInstances(List.of())
                .withMessages(List.of())
                .withGoals(List.of())
                .withArmed(Armed.NONE);
    }

    private EntryAnswer answer(Case one, Decided decided) {
        InForce version = one.version();
        if (version == null) {
            return one.answer(NOT_PUBLISHED);
        }
        Journey journey = version.journey();
        if (!journey.entry().on().contains(one.happened().event().type())) {
            return one.answer(NOT_LISTENING);
        }
        if (!journey.isOf(one.question().customer().shop())) {
            return one.answer(OTHER_SHOP);
        }
        return decided.effects().stream()
                .flatMap(effect -> Stream.ofNullable(answer(one, version, effect)))
                .findFirst()
                .orElseGet(() -> one.answer(REPEATED));
    }

    /** Null where the effect says nothing of the entry. */
    private @Nullable EntryAnswer answer(Case one, InForce version, Effect effect) {
        Journey journey = version.journey();
        if (effect instanceof Effect.Record(Decision decision, int sequence) && isAbout(decision, journey)) {
            return answer(one, decision);
        }
        if (effect instanceof Effect.Passed passed && journey.id().equals(passed.journey())) {
            Map<String, Object> values = decider.entryReads(
                    one.question().customer(), one.state(), one.happened(), journey, version.definitions());
            return one.answer(passed.reason().label()).because(passed.detail(), values);
        }
        return null;
    }

    private static @Nullable EntryAnswer answer(Case one, Decision decision) {
        String reason = decision.reason();
        if (decision.outcome() == Outcome.ENTERED || decision.outcome() == Outcome.QUEUED) {
            return one.answer(ENTERS);
        }
        return decision.outcome() == Outcome.NOT_ENTERED && reason != null
                ? one.answer(reason).with(decision.inputs())
                : null;
    }

    private static boolean isAbout(Decision decision, Journey journey) {
        Decision.About about = decision.about();
        return about != null && about.journey().equals(journey.id().value());
    }
}
