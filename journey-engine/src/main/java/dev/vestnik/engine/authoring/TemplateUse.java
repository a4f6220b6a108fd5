package dev.vestnik.engine.authoring;

import dev.vestnik.engine.access.Shops;
import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.engine.definitions.ReferencedValues;
import dev.vestnik.rules.campaign.Campaign;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.Definition.Stage;
import dev.vestnik.rules.definition.Definition.Version;
import dev.vestnik.rules.definition.DefinitionKey.Kind;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.document.DocumentId;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the journeys that use a template, and the campaigns that were launched with it: in their newest version, or in an older one whose
 * instances stay in it. A version that is broken does when its text mentions the template. A campaign is at work until it is cancelled: of a
 * launch that has come to its end messages may be held, and tried again.
 */
final class TemplateUse {
    private TemplateUse() {}

    /** The journeys at work of which any version with instances uses it. */
    static List<Definition> atWork(String template, LogSnapshot snapshot) {
        return journeys(snapshot)
                .filter(TemplateUse::isAtWork)
                .filter(journey -> inForce(journey).anyMatch(version -> uses(journey, version, template, snapshot)))
                .toList();
    }

    /** The journeys at work of which the newest version uses it and is not broken. */
    static List<Definition> atWorkNow(String template, LogSnapshot snapshot) {
        return journeys(snapshot)
                .filter(TemplateUse::isAtWork)
                .filter(journey -> compiled(journey, journey.versions().getLast(), snapshot) != null
                        && uses(journey, journey.versions().getLast(), template, snapshot))
                .toList();
    }

    /** The types of the events that may be {@code event} in its texts, those that start journeys first. */
    static List<String> events(String template, LogSnapshot snapshot) {
        List<Journey> users = atWorkNow(template, snapshot).stream()
                .map(user ->
                        Objects.requireNonNull(compiled(user, user.versions().getLast(), snapshot)))
                .toList();
        return Stream.concat(
                        users.stream().flatMap(user -> user.entry().on().stream()),
                        users.stream()
                                .flatMap(user -> user.eventTypes().stream().sorted()))
                .distinct()
                .toList();
    }

    /** The shops for which journeys use it and that are not among these, by journey. An archived one counts: it may be resumed. */
    static Map<Definition, Shops> shops(String template, LogSnapshot snapshot, Shops covered) {
        Map<Definition, Shops> uncovered = new LinkedHashMap<>();
        journeys(snapshot)
                .filter(journey -> isAtWork(journey) || journey.stage() == Stage.ARCHIVED)
                .forEach(journey -> inForce(journey)
                        .filter(version -> uses(journey, version, template, snapshot))
                        .map(version -> Shops.of(version.document().json()))
                        .filter(needed -> !covered.cover(needed))
                        .forEach(needed -> uncovered.merge(journey, needed, Shops::and)));
        return uncovered;
    }

    private static Stream<Definition> journeys(LogSnapshot snapshot) {
        return Stream.of(Kind.JOURNEY, Kind.CAMPAIGN)
                .flatMap(kind -> snapshot.all().list(kind).stream())
                .filter(journey -> !journey.versions().isEmpty());
    }

    private static boolean isAtWork(Definition journey) {
        return journey.stage() == Stage.LIVE || journey.stage() == Stage.PAUSED;
    }

    /** The newest, and those before it up to the last publication that took their instances out of them. */
    private static Stream<Version> inForce(Definition journey) {
        List<Version> versions = journey.versions();
        int first = versions.size() - 1;
        while (first > 0 && versions.get(first).inFlight() == InFlight.KEEP) {
            first--;
        }
        return versions.subList(first, versions.size()).stream();
    }

    private static boolean uses(Definition definition, Version version, String template, LogSnapshot snapshot) {
        Journey journey = compiled(definition, version, snapshot);
        return journey == null
                ? ReferencedValues.templates(version.document().json()).contains(template)
                : journey.steps().values().stream()
                        .anyMatch(step -> step.templates().contains(template));
    }

    private static @Nullable Journey compiled(Definition definition, Version version, LogSnapshot snapshot) {
        boolean isCampaign = definition.key().kind() == Kind.CAMPAIGN;
        String id = isCampaign
                ? Campaign.PREFIX + definition.key().id()
                : definition.key().id();
        Published published = DocumentId.isValid(id) ? snapshot.definitions().journey(new JourneyId(id)) : null;
        return published == null ? null : published.versions().get(version.number());
    }
}
