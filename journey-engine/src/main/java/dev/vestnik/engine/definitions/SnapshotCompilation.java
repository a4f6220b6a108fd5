package dev.vestnik.engine.definitions;

import dev.vestnik.engine.definitions.CompiledTexts.Text;
import dev.vestnik.engine.definitions.DocumentCompiler.Result;
import dev.vestnik.engine.definitions.LogSnapshot.Broken;
import dev.vestnik.rules.campaign.Campaign;
import dev.vestnik.rules.campaign.Launch;
import dev.vestnik.rules.definition.AllDefinitions;
import dev.vestnik.rules.definition.Audiences;
import dev.vestnik.rules.definition.BrokenDefinitions;
import dev.vestnik.rules.definition.BrokenDefinitions.BrokenVersion;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.Definition.Document;
import dev.vestnik.rules.definition.Definition.Version;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.definition.DefinitionKey.Kind;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.document.DocumentId;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.journey.Segment;
import dev.vestnik.rules.offer.Offer;
import dev.vestnik.rules.settings.ShopSettings;
import dev.vestnik.rules.template.Template;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One revision of the log as the rules need it. A document that this version cannot use, or has not compiled yet, is left out and
 * reported; it stops nothing else.
 */
final class SnapshotCompilation {
    private static final String OTHER_ID = "id: must be the name under which it was saved";
    private static final String BAD_ID = "an id is " + DocumentId.RULE;

    private final AllDefinitions all;
    private final CompiledTexts texts;
    private final SupersededVersions older;
    private final Set<String> olderEvents = new HashSet<>();
    private final Map<JourneyId, Published> journeys = new HashMap<>();
    private final Map<String, Template> templates = new HashMap<>();
    private final List<Broken> broken = new ArrayList<>();
    private final Map<String, String> brokenTemplates = new HashMap<>();
    private final List<BrokenVersion> brokenVersions = new ArrayList<>();
    private final Map<String, Offer> offers = new HashMap<>();
    private final Map<String, Segment> segments = new HashMap<>();
    private final Map<JourneyId, Launch> launches = new HashMap<>();
    private ShopSettings shop = ShopSettings.DEFAULT;
    private @Nullable String brokenSettings;

    private SnapshotCompilation(AllDefinitions all, CompiledTexts texts, SupersededVersions older) {
        this.all = all;
        this.texts = texts;
        this.older = older;
    }

    /**
     * The texts in force by their rank: the shorter before the longer. Nearly all are short; a text that takes long is long. Superseded
     * versions are compiled when they are used.
     */
    static Map<Text, Long> texts(AllDefinitions all) {
        Map<Text, Long> ranks = new HashMap<>();
        for (Definition definition : all.definitions().values()) {
            Kind kind = definition.key().kind();
            if (kind == Kind.JOURNEY || kind == Kind.CAMPAIGN) {
                definition.newest().ifPresent(version -> rank(ranks, kind, version.document()));
            } else if (definition.document() != null && isCompiled(definition.key())) {
                rank(ranks, kind, definition.document());
            }
        }
        return ranks;
    }

    /** Compiles the shop's settings alone: the level and the tests of journeys are read where they are needed. */
    private static boolean isCompiled(DefinitionKey key) {
        return key.kind() != Kind.SETTING || key.equals(DefinitionKey.SHOP_SETTINGS);
    }

    private static void rank(Map<Text, Long> ranks, Kind kind, Document document) {
        ranks.put(new Text(kind, document.json()), (long) document.json().length());
    }

    /** Puts together what has been compiled by now. */
    static LogSnapshot snapshot(AllDefinitions all, CompiledTexts texts, SupersededVersions older) {
        return new SnapshotCompilation(all, texts, older).snapshot();
    }

    private LogSnapshot snapshot() {
        for (Definition definition : all.definitions().values()) {
            switch (definition.key().kind()) {
                case JOURNEY -> addJourney(definition);
                case TEMPLATE -> addTemplate(definition);
                case SETTING -> addSettings(definition);
                case OFFER -> addOffer(definition);
                case SEGMENT -> addSegment(definition);
                case CAMPAIGN -> addCampaign(definition);
            }
        }
        BrokenDefinitions unusable = new BrokenDefinitions(brokenTemplates, brokenSettings, brokenVersions);
        Definitions definitions = Definitions.of(all.revision(), journeys, templates, shop, unusable, olderEvents);
        return new LogSnapshot(
                all,
                definitions.on(LevelDocument.of(all)).offering(offers).reaching(Audiences.of(segments, launches)),
                broken);
    }

    private void addJourney(Definition definition) {
        String id = definition.key().id();
        if (definition.versions().isEmpty()) {
            return;
        }
        if (!DocumentId.isValid(id)) {
            Version newest = definition.versions().getLast();
            broken.add(new Broken(definition.key(), newest.number(), List.of(BAD_ID), newest.at()));
            return;
        }
        JourneyId journey = new JourneyId(id);
        Map<Integer, Journey> usable = new HashMap<>();
        Version newest = definition.versions().getLast();
        switch (compiled(journey, newest)) {
            case Result.Good<Journey>(Journey good) -> {
                Journey published = good.published(newest.number());
                usable.put(newest.number(), published);
                older.add(published);
            }
            case Result.Faulty<Journey>(List<String> problems) -> addBroken(definition, journey, newest, problems);
        }
        olderEvents.addAll(older.events(definition));
        journeys.put(journey, published(definition, journey, usable, newest.at()));
    }

    private Published published(
            Definition definition, JourneyId journey, Map<Integer, Journey> usable, Instant newest) {
        Instant takenUp = definition.pauses().takenUp();
        return new Published(
                definition.status(),
                definition.versions().size(),
                usable,
                older.of(journey, definition.versions()),
                definition.versions().stream().collect(Collectors.toMap(Version::number, Version::inFlight)),
                definition.versions().stream()
                        .filter(version -> !version.moves().isEmpty())
                        .collect(Collectors.toMap(Version::number, Version::moves)),
                definition.pauses(),
                takenUp != null && takenUp.isAfter(newest) ? takenUp : newest);
    }

    /** Instances are found by the id in the document, which the API sees to; the log may hold anything. */
    private Result<Journey> compiled(JourneyId journey, Version version) {
        Result<Journey> result =
                texts.result(new Text(Kind.JOURNEY, version.document().json()));
        return result instanceof Result.Good<Journey>(Journey good)
                        && !good.id().equals(journey)
                ? new Result.Faulty<>(List.of("id: must be " + journey + ", the name under which it was saved"))
                : result;
    }

    private void addBroken(Definition definition, JourneyId journey, Version version, List<String> problems) {
        Broken one = new Broken(definition.key(), version.number(), problems, version.at());
        boolean takes = definition.status() == Definitions.Status.LIVE
                && version.number() == definition.versions().size();
        Entrance entrance = takes ? Entrance.of(version.document().json()) : Entrance.UNKNOWN;
        broken.add(one);
        brokenVersions.add(
                new BrokenVersion(journey, version.number(), takes, entrance.types(), entrance.shops(), one.reason()));
    }

    private void addTemplate(Definition definition) {
        Document document = definition.document();
        if (document == null) {
            return;
        }
        String id = definition.key().id();
        Result<Template> result = DocumentId.isValid(id)
                ? texts.result(new Text(Kind.TEMPLATE, document.json()))
                : new Result.Faulty<>(List.of(BAD_ID));
        switch (result) {
            case Result.Good<Template>(Template template) -> templates.put(id, template);
            case Result.Faulty<Template>(List<String> problems) -> {
                Broken one = new Broken(definition.key(), 0, problems, document.at());
                broken.add(one);
                brokenTemplates.put(id, one.reason());
            }
        }
    }

    /** The id in the document is the pool's, which the API sees to; the log may hold anything. */
    private void addOffer(Definition definition) {
        Document document = definition.document();
        if (document == null) {
            return;
        }
        String id = definition.key().id();
        switch (texts.<Offer>result(new Text(Kind.OFFER, document.json()))) {
            case Result.Good<Offer>(Offer offer) when offer.id().equals(id) -> offers.put(id, offer);
            case Result.Good<Offer> other ->
                broken.add(new Broken(
                        definition.key(),
                        0,
                        List.of("id: must be " + id + ", the name under which it was saved"),
                        document.at()));
            case Result.Faulty<Offer>(List<String> problems) ->
                broken.add(new Broken(definition.key(), 0, problems, document.at()));
        }
    }

    private void addSegment(Definition definition) {
        Document document = definition.document();
        if (document == null) {
            return;
        }
        switch (texts.<Segment>result(new Text(Kind.SEGMENT, document.json()))) {
            case Result.Good<Segment>(Segment segment)
            when segment.id().equals(definition.key().id()) -> segments.put(segment.id(), segment);
            case Result.Good<Segment> other ->
                broken.add(new Broken(definition.key(), 0, List.of(OTHER_ID), document.at()));
            case Result.Faulty<Segment>(List<String> problems) ->
                broken.add(new Broken(definition.key(), 0, problems, document.at()));
        }
    }

    /** A campaign is a journey that its launches start; each launch is a version of it. */
    private void addCampaign(Definition definition) {
        if (definition.versions().isEmpty()) {
            return;
        }
        String id = definition.key().id();
        Version newest = definition.versions().getLast();
        if (!DocumentId.isValid(Campaign.PREFIX + id)) {
            broken.add(new Broken(definition.key(), newest.number(), List.of(BAD_ID), newest.at()));
            return;
        }
        JourneyId journey = Campaign.journeyOf(id);
        Map<Integer, Journey> usable = new HashMap<>();
        switch (texts.<Campaign>result(new Text(Kind.CAMPAIGN, newest.document().json()))) {
            case Result.Good<Campaign>(Campaign campaign)
            when campaign.id().equals(id) -> {
                Journey published = campaign.journey().published(newest.number());
                launches.put(journey, campaign.launched(newest.number(), newest.at()));
                usable.put(newest.number(), published);
                older.add(published);
            }
            case Result.Good<Campaign> other ->
                broken.add(new Broken(definition.key(), newest.number(), List.of(OTHER_ID), newest.at()));
            case Result.Faulty<Campaign>(List<String> problems) ->
                broken.add(new Broken(definition.key(), newest.number(), problems, newest.at()));
        }
        olderEvents.addAll(older.events(definition));
        journeys.put(journey, published(definition, journey, usable, newest.at()));
    }

    private void addSettings(Definition definition) {
        Document document = definition.document();
        if (document == null || !definition.key().equals(DefinitionKey.SHOP_SETTINGS)) {
            return;
        }
        switch (texts.<ShopSettings>result(new Text(Kind.SETTING, document.json()))) {
            case Result.Good<ShopSettings>(ShopSettings settings) -> shop = settings;
            case Result.Faulty<ShopSettings>(List<String> problems) -> {
                Broken one = new Broken(definition.key(), 0, problems, document.at());
                broken.add(one);
                brokenSettings = one.reason();
            }
        }
    }
}
