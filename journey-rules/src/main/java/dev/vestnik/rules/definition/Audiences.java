package dev.vestnik.rules.definition;

import dev.vestnik.rules.campaign.CustomerList;
import dev.vestnik.rules.campaign.CustomerLists;
import dev.vestnik.rules.campaign.Launch;
import dev.vestnik.rules.campaign.LaunchAudience;
import dev.vestnik.rules.journey.Counter;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.journey.Segment;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Segments, lists of customers, and what was launched to them; immutable.
 *
 * @param segments by id
 * @param launches the last one of each campaign, by the journey that it starts
 * @param counting the segments by the events that they count
 * @param lists that were uploaded
 */
public record Audiences(
        Map<String, Segment> segments,
        Map<JourneyId, Launch> launches,
        Map<String, List<Segment>> counting,
        CustomerLists lists) {
    public static final Audiences NONE = of(Map.of(), Map.of());

    public static Audiences of(Map<String, Segment> segments, Map<JourneyId, Launch> launches) {
        return new Audiences(Map.copyOf(segments), Map.copyOf(launches), byCounter(segments), CustomerLists.NONE);
    }

    private static Map<String, List<Segment>> byCounter(Map<String, Segment> segments) {
        Stream<Map.Entry<String, Segment>> counted = segments.values().stream()
                .sorted(Comparator.comparing(Segment::id)) // the same in each process
                .flatMap(segment ->
                        segment.counters().stream().map(Counter::on).distinct().map(type -> Map.entry(type, segment)));
        return counted.collect(Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toUnmodifiableList())));
    }

    /** The segments, of whichever shop, that count events of this type. */
    public List<Segment> counting(String eventType) {
        return counting.getOrDefault(eventType, List.of());
    }

    boolean counts(String eventType) {
        return counting.containsKey(eventType);
    }

    /** Null where there is none, or where it cannot be used now. */
    public @Nullable Segment segment(String id) {
        return segments.get(id);
    }

    /** The last launch of the campaign that starts this journey; null where there is none, or where it cannot be used now. */
    public @Nullable Launch launch(JourneyId journey) {
        return launches.get(journey);
    }

    /** The same, and this launch. */
    public Audiences with(Launch launch) {
        Map<JourneyId, Launch> more = new HashMap<>(launches);
        more.put(launch.journey(), launch);
        return new Audiences(segments, Map.copyOf(more), counting, lists);
    }

    /** The same, and this segment. */
    public Audiences with(Segment segment) {
        Map<String, Segment> more = new HashMap<>(segments);
        more.put(segment.id(), segment);
        return of(more, launches).with(lists);
    }

    /** The same with these lists. */
    public Audiences with(CustomerLists other) {
        return new Audiences(segments, launches, counting, other);
    }

    /** The customers for whom a launch is; null where its segment or its list cannot be used now. */
    public @Nullable LaunchAudience of(Launch launch) {
        Segment segment = launch.segment() == null ? null : segments.get(launch.segment());
        Map<String, CustomerList> named = launch.list() == null ? null : lists.named(launch.list());
        boolean isThere = (launch.segment() == null || segment != null) && (named == null || !named.isEmpty());
        return isThere ? new LaunchAudience(segment, named) : null;
    }
}
