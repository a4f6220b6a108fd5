package dev.vestnik.rules.definition;

import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.journey.AsksSource;
import dev.vestnik.rules.journey.Counter;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The journeys by the types of events that they look at.
 *
 * @param entries the live journeys by the event that starts them
 * @param paused the paused ones by the event that would
 * @param ended the live and the paused journeys by the events that their exit rules listen to
 * @param counting the live and the paused journeys by the events that they count
 * @param dated the live and the paused journeys that are entered by the calendar, highest priority first
 * @param relevant types of events that any version looks at
 * @param deciding those of them that end, move on or convert
 * @param asked sources that any version asks
 */
record JourneyIndex(
        Map<String, List<Journey>> entries,
        Map<String, List<Journey>> paused,
        Map<String, List<Journey>> ended,
        Map<String, List<Journey>> counting,
        List<Journey> dated,
        Set<String> relevant,
        Set<String> deciding,
        Set<String> asked) {
    /**
     * @param missed types of events that start journeys which cannot be used now
     * @param older types of events that superseded versions may look at
     */
    static JourneyIndex of(Map<JourneyId, Published> journeys, Stream<String> missed, Set<String> older) {
        return new JourneyIndex(
                byEntry(journeys, Status.LIVE),
                byEntry(journeys, Status.PAUSED),
                byEvent(
                        journeys,
                        journey -> journey.exits().stream()
                                .map(exit -> exit.trigger().on())),
                byEvent(journeys, journey -> journey.wide().counters().stream().map(Counter::on)),
                dated(journeys),
                Stream.of(missed, older.stream(), named(journeys, Journey::eventTypes))
                        .flatMap(types -> types)
                        .collect(Collectors.toUnmodifiableSet()),
                Stream.concat(older.stream(), named(journeys, Journey::decidingEventTypes))
                        .collect(Collectors.toUnmodifiableSet()),
                named(journeys, JourneyIndex::sources).collect(Collectors.toUnmodifiableSet()));
    }

    private static Set<String> sources(Journey journey) {
        return journey.steps().values().stream()
                .filter(AsksSource.class::isInstance)
                .map(step -> ((AsksSource) step).source())
                .collect(Collectors.toSet());
    }

    private static Stream<String> named(Map<JourneyId, Published> journeys, Function<Journey, Set<String>> types) {
        return journeys.values().stream()
                .flatMap(published -> published.versions().values().stream())
                .flatMap(journey -> types.apply(journey).stream());
    }

    /** The newest versions of journeys with this status, highest priority first, by the event that starts them. */
    private static Map<String, List<Journey>> byEntry(Map<JourneyId, Published> journeys, Status status) {
        return newest(journeys, status)
                .sorted(Comparator.comparingInt((Journey journey) -> -journey.priority()))
                .flatMap(journey -> journey.entry().on().stream().map(type -> Map.entry(type, journey)))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** The live and the paused journeys by what they listen to, each once under a type. */
    private static Map<String, List<Journey>> byEvent(
            Map<JourneyId, Published> journeys, Function<Journey, Stream<String>> types) {
        Map<String, List<Journey>> listening = new HashMap<>();
        liveAndPaused(journeys)
                .forEach(journey -> types.apply(journey)
                        .distinct()
                        .forEach(type -> listening
                                .computeIfAbsent(type, first -> new ArrayList<>())
                                .add(journey)));
        return listening;
    }

    private static List<Journey> dated(Map<JourneyId, Published> journeys) {
        return liveAndPaused(journeys)
                .filter(journey -> journey.entry().schedule() != null)
                .sorted(Comparator.comparingInt(journey -> -journey.priority()))
                .toList();
    }

    private static Stream<Journey> liveAndPaused(Map<JourneyId, Published> journeys) {
        return Stream.concat(newest(journeys, Status.LIVE), newest(journeys, Status.PAUSED));
    }

    /** The newest versions of journeys with this status, where they can be used, by their ids: the same in each process. */
    private static Stream<Journey> newest(Map<JourneyId, Published> journeys, Status status) {
        return journeys.values().stream()
                .filter(published -> published.status() == status)
                .flatMap(published -> Stream.ofNullable(published.versions().get(published.current())))
                .sorted(Comparator.comparing(journey -> journey.id().value()));
    }

    List<Journey> startedBy(String eventType) {
        return entries.getOrDefault(eventType, List.of());
    }

    List<Journey> startedBy(String eventType, String shop) {
        return of(shop, startedBy(eventType));
    }

    List<Journey> pausedStartedBy(String eventType) {
        return paused.getOrDefault(eventType, List.of());
    }

    List<Journey> pausedStartedBy(String eventType, String shop) {
        return of(shop, pausedStartedBy(eventType));
    }

    /** The journeys of the shop: the same list where all are, as mostly. */
    private static List<Journey> of(String shop, List<Journey> all) {
        for (Journey journey : all) {
            if (!journey.isOf(shop)) {
                return all.stream().filter(other -> other.isOf(shop)).toList();
            }
        }
        return all;
    }

    List<Journey> endedBy(String eventType) {
        return ended.getOrDefault(eventType, List.of());
    }

    List<Journey> counting(String eventType) {
        return counting.getOrDefault(eventType, List.of());
    }
}
