package dev.vestnik.rules.definition;

import dev.vestnik.rules.definition.BrokenDefinitions.BrokenVersion;
import dev.vestnik.rules.journey.Counter;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.offer.Offer;
import dev.vestnik.rules.settings.ShopSettings;
import dev.vestnik.rules.template.Template;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything published as of one revision, as the rules need it; immutable.
 *
 * @param revision that of the last change in it, as the API gives it: its offset in the log + 1; 0 where there is none
 * @param journeys by id
 * @param templates by id
 * @param shop the settings
 * @param entries the live journeys by the event that starts them
 * @param paused the paused ones by the event that would
 * @param ended the live and the paused journeys by the events that their exit rules listen to
 * @param counting the live and the paused journeys by the events that they count
 * @param dated the live and the paused journeys that are entered by the calendar, highest priority first
 * @param relevant types of events that any version looks at
 * @param deciding those of them that end, move on or convert
 * @param broken what is published and is in none of the above, since it cannot be used now
 * @param level says what a decision under these definitions may write
 * @param offers by id
 * @param audiences whom campaigns reach, and conditions ask for
 */
public record Definitions(
        long revision,
        Map<JourneyId, Published> journeys,
        Map<String, Template> templates,
        ShopSettings shop,
        Map<String, List<Journey>> entries,
        Map<String, List<Journey>> paused,
        Map<String, List<Journey>> ended,
        Map<String, List<Journey>> counting,
        List<Journey> dated,
        Set<String> relevant,
        Set<String> deciding,
        BrokenDefinitions broken,
        FeatureLevel level,
        Map<String, Offer> offers,
        Audiences audiences) {

    /** Nothing published. */
    public static final Definitions EMPTY = of(0, Map.of(), Map.of(), ShopSettings.DEFAULT);

    /** The fate of instances of older versions when a version is published. */
    public enum InFlight {
        KEEP,
        MIGRATE,
        EXIT
    }

    /** Whether a journey takes new customers. */
    public enum Status {
        LIVE,
        PAUSED,
        ARCHIVED
    }

    /** The superseded versions of a journey, each made when it is asked for first. */
    @FunctionalInterface
    public interface OlderVersions {
        /** Null where it cannot be used now, or where there is none. */
        @Nullable
        Journey version(int number);

        /** Whether one that cannot be used now may be usable later by itself: it has not been compiled yet. */
        default boolean isComing(int number) {
            return false;
        }
    }

    /**
     * The published versions of a journey.
     *
     * @param versions those that are at hand, by number: the newest one, where it can be used
     * @param older the others
     * @param current the newest one
     * @param inFlight what was said of older instances when a version was published, by that version
     * @param places the steps to which its publication moved those in steps of another id, by version and that id; versions that moved nobody so
     *     may be absent
     * @param since when the newest version was published, or taken up again after the journey had been archived
     */
    public record Published(
            Status status,
            int current,
            Map<Integer, Journey> versions,
            OlderVersions older,
            Map<Integer, InFlight> inFlight,
            Map<Integer, Map<String, String>> places,
            Pauses pauses,
            Instant since) {
        public Published {
            versions = Map.copyOf(versions);
            inFlight = Map.copyOf(inFlight);
            places = Map.copyOf(places);
        }

        /** A journey with every version at hand that was never paused until a time, and whose steps kept their ids. */
        public Published(Status status, int current, Map<Integer, Journey> versions, Map<Integer, InFlight> inFlight) {
            this(status, current, versions, number -> null, inFlight, Map.of(), Pauses.NONE);
        }

        /** A journey that was published long ago. */
        public Published(
                Status status,
                int current,
                Map<Integer, Journey> versions,
                OlderVersions older,
                Map<Integer, InFlight> inFlight,
                Map<Integer, Map<String, String>> places,
                Pauses pauses) {
            this(status, current, versions, older, inFlight, places, pauses, Instant.EPOCH);
        }

        /** A version; null where it cannot be used now, or where there is none. */
        public @Nullable Journey version(int number) {
            Journey known = versions.get(number);
            return known != null || number == current ? known : older.version(number);
        }

        /** Whether this version cannot be used now and may be later, by itself: it takes long to compile. */
        public boolean isComing(int number) {
            return version(number) == null && number != current && older.isComing(number);
        }

        /** Whether nothing leaves it now. A pause until a time is over then, though the log may say so a moment later. */
        public boolean pausedAt(Instant now) {
            Instant resumeAt = pauses.resumeAt();
            return status == Status.PAUSED && (resumeAt == null || now.isBefore(resumeAt));
        }

        /** The id that a step of {@code version} has in the current one, as the publications after it say; its own where they say nothing. */
        public String placeOf(int version, String step) {
            String place = step;
            for (int later = version + 1; later <= current; later++) {
                place = places.getOrDefault(later, Map.of()).getOrDefault(place, place);
            }
            return place;
        }

        /** The newest version whose publication said that older instances are to be moved or ended, where that can be done now; 0 for none. */
        public int moves() {
            return inFlight.entrySet().stream()
                    .filter(said -> said.getValue() == InFlight.EXIT
                            || said.getValue() == InFlight.MIGRATE && versions.containsKey(current))
                    .mapToInt(Map.Entry::getKey)
                    .max()
                    .orElse(0);
        }

        /** The fate of instances of {@code version} through all publications after it: the strictest word wins. */
        public InFlight fateOf(int version) {
            InFlight fate = InFlight.KEEP;
            for (int later = version + 1; later <= current; later++) {
                InFlight said = inFlight.getOrDefault(later, InFlight.KEEP);
                fate = said.compareTo(fate) > 0 ? said : fate;
            }
            return fate;
        }
    }

    /** Definitions with nothing that is broken, on the newest level. */
    public static Definitions of(
            long revision, Map<JourneyId, Published> journeys, Map<String, Template> templates, ShopSettings shop) {
        return of(revision, journeys, templates, shop, BrokenDefinitions.NONE);
    }

    /** Definitions on the newest level. */
    public static Definitions of(
            long revision,
            Map<JourneyId, Published> journeys,
            Map<String, Template> templates,
            ShopSettings shop,
            BrokenDefinitions broken) {
        return of(revision, journeys, templates, shop, broken, Set.of());
    }

    /**
     * On the newest level.
     *
     * @param older types of events that superseded versions may look at
     */
    public static Definitions of(
            long revision,
            Map<JourneyId, Published> journeys,
            Map<String, Template> templates,
            ShopSettings shop,
            BrokenDefinitions broken,
            Set<String> older) {
        Stream<String> missed = broken.versions().stream()
                .filter(BrokenVersion::takes)
                .flatMap(version -> version.startedBy().stream());
        Set<String> relevant = Stream.of(missed, older.stream(), named(journeys, Journey::eventTypes))
                .flatMap(types -> types)
                .collect(Collectors.toUnmodifiableSet());
        Set<String> deciding = Stream.concat(older.stream(), named(journeys, Journey::decidingEventTypes))
                .collect(Collectors.toUnmodifiableSet());
        return new Definitions(
                revision,
                Map.copyOf(journeys),
                Map.copyOf(templates),
                shop,
                byEntry(journeys, Status.LIVE),
                byEntry(journeys, Status.PAUSED),
                byExit(journeys),
                byCounter(journeys),
                dated(journeys),
                relevant,
                deciding,
                broken,
                FeatureLevel.NEWEST,
                Map.of(),
                Audiences.NONE);
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

    private static Map<String, List<Journey>> byExit(Map<JourneyId, Published> journeys) {
        Map<String, List<Journey>> ended = new HashMap<>();
        Stream.concat(newest(journeys, Status.LIVE), newest(journeys, Status.PAUSED))
                .forEach(journey -> journey.exits().stream()
                        .map(exit -> exit.trigger().on())
                        .distinct()
                        .forEach(type -> ended.computeIfAbsent(type, first -> new ArrayList<>())
                                .add(journey)));
        return ended;
    }

    private static Map<String, List<Journey>> byCounter(Map<JourneyId, Published> journeys) {
        Map<String, List<Journey>> counting = new HashMap<>();
        Stream.concat(newest(journeys, Status.LIVE), newest(journeys, Status.PAUSED))
                .forEach(journey -> journey.wide().counters().stream()
                        .map(Counter::on)
                        .distinct()
                        .forEach(type -> counting.computeIfAbsent(type, first -> new ArrayList<>())
                                .add(journey)));
        return counting;
    }

    private static List<Journey> dated(Map<JourneyId, Published> journeys) {
        return Stream.concat(newest(journeys, Status.LIVE), newest(journeys, Status.PAUSED))
                .filter(journey -> journey.entry().schedule() != null)
                .sorted(Comparator.comparingInt(journey -> -journey.priority()))
                .toList();
    }

    /** The newest versions of journeys with this status, where they can be used, by their ids: the same in each process. */
    private static Stream<Journey> newest(Map<JourneyId, Published> journeys, Status status) {
        return journeys.values().stream()
                .filter(published -> published.status() == status)
                .flatMap(published -> Stream.ofNullable(published.versions().get(published.current())))
                .sorted(Comparator.comparing(journey -> journey.id().value()));
    }

    /** The same on another level. */
    public Definitions on(FeatureLevel other) {
        return new Definitions(
                revision, journeys, templates, shop, entries, paused, ended, counting, dated, relevant, deciding,
                broken, other, offers, audiences);
    }

    /** The same with these offers. */
    public Definitions offering(Map<String, Offer> other) {
        return new Definitions(
                revision,
                journeys,
                templates,
                shop,
                entries,
                paused,
                ended,
                counting,
                dated,
                relevant,
                deciding,
                broken,
                level,
                Map.copyOf(other),
                audiences);
    }

    /** The same with these segments and campaigns. */
    public Definitions reaching(Audiences other) {
        return new Definitions(
                revision, journeys, templates, shop, entries, paused, ended, counting, dated, relevant, deciding,
                broken, level, offers, other);
    }

    /** The same with these templates. */
    public Definitions texts(Map<String, Template> other) {
        return new Definitions(
                revision,
                journeys,
                Map.copyOf(other),
                shop,
                entries,
                paused,
                ended,
                counting,
                dated,
                relevant,
                deciding,
                broken,
                level,
                offers,
                audiences);
    }

    /** The same with the settings that hold for this shop. */
    public Definitions in(String shopId) {
        ShopSettings own = shop.of(shopId);
        return own == shop
                ? this
                : new Definitions(
                        revision, journeys, templates, own, entries, paused, ended, counting, dated, relevant, deciding,
                        broken, level, offers, audiences);
    }

    /** The live journeys that an event of this type may start, highest priority first. */
    public List<Journey> startedBy(String eventType) {
        return entries.getOrDefault(eventType, List.of());
    }

    /** The same of a customer of this shop. */
    public List<Journey> startedBy(String eventType, String shop) {
        List<Journey> all = startedBy(eventType);
        for (Journey journey : all) {
            if (!journey.isOf(shop)) {
                return all.stream().filter(other -> other.isOf(shop)).toList();
            }
        }
        return all;
    }

    /** The paused journeys that an event of this type would start of a customer of this shop. */
    public List<Journey> pausedStartedBy(String eventType, String shop) {
        List<Journey> all = paused.getOrDefault(eventType, List.of());
        return all.isEmpty()
                ? all
                : all.stream().filter(journey -> journey.isOf(shop)).toList();
    }

    /** The live and the paused journeys, of whichever shop, some exit rule of which listens to events of this type; each by their ids. */
    public List<Journey> endedBy(String eventType) {
        return ended.getOrDefault(eventType, List.of());
    }

    /** The live and the paused journeys, of whichever shop, that count events of this type; each by their ids. */
    public List<Journey> counting(String eventType) {
        return counting.getOrDefault(eventType, List.of());
    }

    /** The live and the paused journeys that events of this type start, of whatever shops. */
    public List<Journey> told(String eventType) {
        return Stream.concat(startedBy(eventType).stream(), paused.getOrDefault(eventType, List.of()).stream())
                .toList();
    }

    /** The live journeys that an event of this type would start of a customer of this shop if their newest version could be used. */
    public List<BrokenVersion> brokenStartedBy(String eventType, String shop) {
        if (broken.versions().isEmpty()) {
            return List.of();
        }
        return broken.versions().stream()
                .filter(version -> version.takes() && version.startedBy().contains(eventType) && version.isOf(shop))
                .toList();
    }

    /** Why this template, which there is, cannot be used now; null where it can, or where there is no such template. */
    public @Nullable String brokenTemplate(String id) {
        return broken.templates().get(id);
    }

    /** Whether any version of any journey looks at events of this type, or would if it could be used, or a segment counts them. */
    public boolean concerns(String eventType) {
        return relevant.contains(eventType) || audiences.counts(eventType);
    }

    /**
     * Whether an event of this type may end an instance, move it on or reach its goal. Such an event is remembered even where it
     * found nobody: come again, it must not end an instance that was begun after it.
     */
    public boolean decidesOn(String eventType) {
        return deciding.contains(eventType);
    }

    public @Nullable Published journey(JourneyId id) {
        return journeys.get(id);
    }

    public @Nullable Template template(String id) {
        return templates.get(id);
    }

    public @Nullable Offer offer(String id) {
        return offers.get(id);
    }
}
