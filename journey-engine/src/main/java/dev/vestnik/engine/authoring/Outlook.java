package dev.vestnik.engine.authoring;

import dev.vestnik.engine.access.Shops;
import dev.vestnik.engine.authoring.Checking.SoundTemplate;
import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.rules.definition.Definition.Document;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.journey.Catalogue;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.settings.ShopSettings;
import dev.vestnik.rules.template.Template;
import dev.vestnik.rules.testrun.TestBed;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything published, and what is to come into force together with the document in question.
 *
 * @param coming templates by id
 * @param comingShop null where the settings stay
 * @param comingJourneys without those that have faults
 * @param comingOffers their documents by id
 * @param comingTests the documents of all tests of journeys, by the journeys' ids
 * @param comingSegments their ids
 */
record Outlook(
        LogSnapshot snapshot,
        Map<String, SoundTemplate> coming,
        @Nullable ShopSettings comingShop,
        Map<JourneyId, Journey> comingJourneys,
        Map<String, String> comingOffers,
        Map<String, String> comingTests,
        Set<String> comingSegments) {
    Outlook {
        comingSegments = Set.copyOf(comingSegments);
        coming = Map.copyOf(coming);
        comingJourneys = Map.copyOf(comingJourneys);
        comingOffers = Map.copyOf(comingOffers);
        comingTests = Map.copyOf(comingTests);
    }

    static Outlook of(LogSnapshot snapshot) {
        return new Outlook(snapshot, Map.of(), null, Map.of(), Map.of(), Map.of(), Set.of());
    }

    Outlook with(SoundTemplate template) {
        Map<String, SoundTemplate> more = new HashMap<>(coming);
        more.put(template.template().id(), template);
        return new Outlook(snapshot, more, comingShop, comingJourneys, comingOffers, comingTests, comingSegments);
    }

    Outlook with(ShopSettings shop) {
        return new Outlook(snapshot, coming, shop, comingJourneys, comingOffers, comingTests, comingSegments);
    }

    Outlook with(Journey journey) {
        Map<JourneyId, Journey> more = new HashMap<>(comingJourneys);
        more.put(journey.id(), journey);
        return new Outlook(snapshot, coming, comingShop, more, comingOffers, comingTests, comingSegments);
    }

    /** @param json of an offer; empty where it has faults of its own: those of the journeys that give it are not looked for */
    Outlook withOffer(String id, String json) {
        Map<String, String> more = new HashMap<>(comingOffers);
        more.put(id, json);
        return new Outlook(snapshot, coming, comingShop, comingJourneys, more, comingTests, comingSegments);
    }

    /** @param json of all tests of the journey */
    Outlook withTests(String journey, String json) {
        Map<String, String> more = new HashMap<>(comingTests);
        more.put(journey, json);
        return new Outlook(snapshot, coming, comingShop, comingJourneys, comingOffers, more, comingSegments);
    }

    Outlook withSegment(String id) {
        Set<String> more = new HashSet<>(comingSegments);
        more.add(id);
        return new Outlook(snapshot, coming, comingShop, comingJourneys, comingOffers, comingTests, more);
    }

    boolean hasSegment(String id) {
        return comingSegments.contains(id)
                || snapshot.all().find(DefinitionKey.segment(id)).isPresent();
    }

    /** The tests of a journey as they will be. */
    StoredTests tests(String journey) {
        StoredTests stored = StoredTests.of(journey, snapshot);
        String next = comingTests.get(journey);
        return next == null ? stored : new StoredTests(stored.definition(), next);
    }

    /** With a template that has faults of its own: those of the journeys that use it are not looked for. */
    Outlook withAny(String id, String text) {
        return with(new SoundTemplate(text, new AnyTemplate(id), List.of()));
    }

    /** The shops for which a template is there. */
    Shops shops(String template) {
        SoundTemplate next = coming.get(template);
        Document document =
                snapshot.all().state(DefinitionKey.template(template)).document();
        return Shops.of(next != null ? next.toJson() : document == null ? "" : document.json());
    }

    /** The shops for which an offer is there. */
    Shops offerShops(String offer) {
        String next = comingOffers.get(offer);
        Document document = snapshot.all().state(DefinitionKey.offer(offer)).document();
        return Shops.of(next != null ? next : document == null ? "" : document.json());
    }

    /** Texts and settings as they will be. */
    TestBed testBed() {
        Definitions published = snapshot.definitions();
        Map<String, Template> templates = new HashMap<>(published.templates());
        coming.forEach((id, template) -> templates.put(id, template.template()));
        ShopSettings shop = comingShop == null ? published.shop() : comingShop;
        return new TestBed(templates, shop, published.level());
    }

    /** The templates that a journey could use then, and why it could not use others. */
    Catalogue catalogue() {
        return new Catalogue() {
            @Override
            public @Nullable Template template(String id) {
                SoundTemplate next = coming.get(id);
                return next == null ? snapshot.definitions().template(id) : next.template();
            }

            @Override
            public Set<String> offers() {
                Set<String> ids = new HashSet<>(snapshot.definitions().offers().keySet());
                ids.addAll(comingOffers.keySet());
                return ids;
            }

            @Override
            public Set<String> ids() {
                Set<String> ids =
                        new HashSet<>(snapshot.definitions().templates().keySet());
                ids.addAll(coming.keySet());
                return ids;
            }

            @Override
            public @Nullable String broken(String id) {
                return coming.containsKey(id) ? null : snapshot.definitions().brokenTemplate(id);
            }
        };
    }
}
