package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Dates;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.reason.DropReason;
import dev.vestnik.rules.schedule.Silence;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Remembers of a customer what silences are counted from, and which of them have been answered. */
final class Silences {
    /** Remembered of every customer: whoever publishes a journey for those who have bought nothing for long means those before it too. */
    private static final String ORDER = "order.placed";

    /** Views come by the hundred, and the shortest silence of them is a day. */
    private static final Duration OF_VIEWS = Duration.ofHours(1);

    private static final int MOST = 20;

    private Silences() {}

    static void hear(Turn turn, Event event) {
        if (turn.allows(FeatureLevel.CALENDAR) && (event.type().equals(ORDER) || isListenedFor(turn, event.type()))) {
            hear(
                    turn,
                    new Dates.Heard(event.type(), turn.cause().nominalAt().truncatedTo(ChronoUnit.MILLIS)),
                    EventRules.isView(event));
        }
    }

    private static boolean isListenedFor(Turn turn, String type) {
        for (Journey journey : turn.definitions().dated()) {
            if (journey.entry().schedule() instanceof Silence silence
                    && silence.of().contains(type)) {
                return true;
            }
        }
        return false;
    }

    private static void hear(Turn turn, Dates.Heard last, boolean view) {
        Instant known = turn.dates().last(List.of(last.type()));
        if (known == null || last.at().isAfter(view ? known.plus(OF_VIEWS) : known)) {
            Dates before = turn.dates();
            put(turn, last);
            reopen(turn, before, last.type());
        }
    }

    /** Forgets which journeys have had the silence of before, where another one has begun: it has a moment of its own, also where that has passed. */
    private static void reopen(Turn turn, Dates before, String type) {
        Dates now = turn.dates();
        Set<JourneyId> others = turn.definitions().dated().stream()
                .filter(journey -> journey.entry().schedule() instanceof Silence silence
                        && silence.of().contains(type)
                        && !Objects.equals(before.last(silence.of()), now.last(silence.of())))
                .map(Journey::id)
                .collect(Collectors.toSet());
        List<Dates.Answered> rest = now.answered().stream()
                .filter(one -> !others.contains(one.journey()))
                .toList();
        if (rest.size() < now.answered().size()) {
            turn.become(now.withAnswered(rest));
        }
    }

    /** Adds what was heard of a visitor: the later time counts. */
    static void unite(Turn turn, Dates came) {
        came.heard().forEach(one -> hear(turn, one, false));
    }

    private static void put(Turn turn, Dates.Heard last) {
        List<Dates.Heard> heard = new ArrayList<>(turn.dates().heard());
        heard.removeIf(one -> one.type().equals(last.type()));
        heard.add(last);
        heard.sort(Comparator.comparing(Dates.Heard::at));
        if (heard.size() > MOST) {
            Dates.Heard gone = first(heard, one -> !one.type().equals(ORDER) && !isListenedFor(turn, one.type()))
                    .or(() -> first(heard, one -> !one.type().equals(ORDER)))
                    .orElseThrow();
            heard.remove(gone);
            drop(turn, "event", gone.type());
        }
        turn.become(turn.dates().withHeard(heard));
    }

    private static <T> Optional<T> first(List<T> all, Predicate<T> rather) {
        return all.stream().filter(rather).findFirst();
    }

    /**
     * The silence has had its moment.
     *
     * @param by the event with which the silence began where the journey was entered; else since when its version lets customers enter:
     *     another version has a moment of its own
     */
    static void tried(Turn turn, JourneyId journey, Instant by) {
        List<Dates.Answered> answered = new ArrayList<>(turn.dates().answered());
        answered.removeIf(one -> one.journey().equals(journey));
        answered.add(new Dates.Answered(journey, by));
        if (answered.size() > MOST) {
            Dates.Answered gone =
                    first(answered, one -> !isDated(turn, one.journey())).orElseGet(answered::getFirst);
            answered.remove(gone);
            drop(turn, "journey", gone.journey().value());
        }
        turn.become(turn.dates().withAnswered(answered));
    }

    private static boolean isDated(Turn turn, JourneyId journey) {
        return turn.definitions().dated().stream().anyMatch(one -> one.id().equals(journey));
    }

    /** Whether a silence whose moment has passed has had it under the version of then; where much was dropped nobody knows, and it counts as such. */
    static boolean isTried(Dates dates, JourneyId journey, Instant since) {
        return dates.answered().size() >= MOST || dates.isAnswered(journey, since);
    }

    private static void drop(Turn turn, String what, String which) {
        StateBounds.drop(turn, DropReason.HEARD_NOT_KEPT, null, Map.of(what, which));
    }
}
