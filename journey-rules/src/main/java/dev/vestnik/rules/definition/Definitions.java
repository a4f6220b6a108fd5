package dev.vestnik.rules.definition;

import dev.vestnik.rules.definition.BrokenDefinitions.BrokenVersion;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.offer.Offer;
import dev.vestnik.rules.settings.ShopSettings;
import dev.vestnik.rules.template.Template;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything published as of one revision, as the rules need it; immutable.
 *
 * @param revision that of the last change in it, as the API gives it: its offset in the log + 1; 0 where there is none
 * @param journeys by id
 * @param templates by id
 * @param shop the settings
 * @param index the journeys by the types of events that they look at
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
        JourneyIndex index,
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
        return new Definitions(
                revision,
                Map.copyOf(journeys),
                Map.copyOf(templates),
                shop,
                JourneyIndex.of(journeys, missed, older),
                broken,
                FeatureLevel.NEWEST,
                Map.of(),
                Audiences.NONE);
    }

    /** The same on another level. */
    public Definitions on(FeatureLevel other) {
        return new Definitions(revision, journeys, templates, shop, index, broken, other, offers, audiences);
    }

    /** The same with these offers. */
    public Definitions offering(Map<String, Offer> other) {
        return new Definitions(revision, journeys, templates, shop, index, broken, level, Map.copyOf(other), audiences);
    }

    /** The same with these segments and campaigns. */
    public Definitions reaching(Audiences other) {
        return new Definitions(revision, journeys, templates, shop, index, broken, level, offers, other);
    }

    /** The same with these templates. */
    public Definitions texts(Map<String, Template> other) {
        return new Definitions(revision, journeys, Map.copyOf(other), shop, index, broken, level, offers, audiences);
    }

    /** The same with the settings that hold for this shop. */
    public Definitions in(String shopId) {
        ShopSettings own = shop.of(shopId);
        return own == shop
                ? this
                : new Definitions(revision, journeys, templates, own, index, broken, level, offers, audiences);
    }

    /** The live and the paused journeys that are entered by the calendar, highest priority first. */
    public List<Journey> dated() {
        return index.dated();
    }

    /** The live journeys that an event of this type may start, highest priority first. */
    public List<Journey> startedBy(String eventType) {
        return index.startedBy(eventType);
    }

    /** The same of a customer of this shop. */
    public List<Journey> startedBy(String eventType, String shop) {
        return index.startedBy(eventType, shop);
    }

    /** The paused journeys that an event of this type would start of a customer of this shop. */
    public List<Journey> pausedStartedBy(String eventType, String shop) {
        return index.pausedStartedBy(eventType, shop);
    }

    /** The live and the paused journeys, of whichever shop, some exit rule of which listens to events of this type; each by their ids. */
    public List<Journey> endedBy(String eventType) {
        return index.endedBy(eventType);
    }

    /** The live and the paused journeys, of whichever shop, that count events of this type; each by their ids. */
    public List<Journey> counting(String eventType) {
        return index.counting(eventType);
    }

    /** The live and the paused journeys that events of this type start, of whatever shops. */
    public List<Journey> told(String eventType) {
        return Stream.concat(index.startedBy(eventType).stream(), index.pausedStartedBy(eventType).stream())
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
        return index.relevant().contains(eventType) || audiences.counts(eventType);
    }

    /**
     * Whether an event of this type of a customer of this shop would lead to something now: it starts a live journey, it may mean something to
     * a run of any, or it is counted.
     */
    public boolean listens(String eventType, String shop) {
        return !startedBy(eventType, shop).isEmpty()
                || decidesOn(eventType)
                || !counting(eventType).isEmpty()
                || audiences.counts(eventType);
    }

    /**
     * Whether an event of this type may end an instance, move it on or reach its goal. Such an event is remembered even where it
     * found nobody: come again, it must not end an instance that was begun after it.
     */
    public boolean decidesOn(String eventType) {
        return index.deciding().contains(eventType);
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
