package dev.vestnik.engine.authoring;

import dev.vestnik.engine.access.DefinitionShops;
import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.engine.list.ListLog;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.campaign.Campaign;
import dev.vestnik.rules.campaign.CampaignCompiler;
import dev.vestnik.rules.campaign.CampaignDocument;
import dev.vestnik.rules.campaign.CustomerList;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.decide.FewerShops;
import dev.vestnik.rules.decide.SameNews;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.document.Warning;
import dev.vestnik.rules.journey.Catalogue;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyCompiler;
import dev.vestnik.rules.journey.JourneyDocument;
import dev.vestnik.rules.journey.SegmentCompiler;
import dev.vestnik.rules.journey.SegmentDocument;
import dev.vestnik.rules.offer.OfferDocument;
import dev.vestnik.rules.settings.SettingsDocument;
import dev.vestnik.rules.settings.ShopSettings;
import dev.vestnik.rules.template.Rendering;
import dev.vestnik.rules.template.Template;
import dev.vestnik.rules.template.TemplateCompiler;
import dev.vestnik.rules.template.TemplateDocument;
import dev.vestnik.service.access.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Holds documents against everything that is published, at the cost of the threads of {@link DocumentChecks}. */
final class Checking {
    private final JourneyCompiler journeys;
    private final TemplateCompiler templates;
    private final DocumentChecks checks;
    private final Set<String> sources;
    private final SegmentCompiler segments;
    private final CampaignCompiler campaigns;
    private final TemplateUsers users;
    private final ListLog lists;

    /** @param sources outside, which journeys may ask */
    Checking(
            JourneyCompiler journeys,
            TemplateCompiler templates,
            DocumentChecks checks,
            Set<String> sources,
            ListLog lists) {
        this.lists = lists;
        this.journeys = journeys;
        this.templates = templates;
        this.checks = checks;
        this.sources = sources;
        this.segments = journeys.segments();
        this.campaigns = new CampaignCompiler(journeys);
        this.users = new TemplateUsers(journeys, campaigns, checks);
    }

    /** A part of a text that the caller sent. */
    static <T> T sound(Checked<T> checked) {
        return switch (checked) {
            case Checked.Sound<T>(T value, var warnings) -> value;
            case Checked.Faulty<T>(List<Fault> faults) -> throw ProblemException.faults(faults);
        };
    }

    static List<Warning> warnings(Checked<?> checked) {
        return switch (checked) {
            case Checked.Sound<?>(var value, List<Warning> warnings) -> warnings;
            case Checked.Faulty<?> faulty -> List.of();
        };
    }

    /**
     * Whether a journey that was saved could be published now.
     *
     * @param caller hears of other journeys as far as the key goes
     * @return what is allowed in it, and probably not meant
     * @throws ProblemException 422 with every fault of the journey
     */
    List<Warning> journey(String id, String json, LogSnapshot snapshot, Caller caller) throws InterruptedException {
        return journey(id, json, Outlook.of(snapshot), caller);
    }

    /** The same, with templates that come into force together with the journey. */
    List<Warning> journey(String id, String json, Outlook outlook, Caller caller) throws InterruptedException {
        return checks.within(json, () -> checked(id, json, outlook, caller));
    }

    /**
     * The canonical form of a draft, compact JSON.
     *
     * @throws ProblemException 422 where it is no document at all
     */
    String canonical(String text) throws InterruptedException {
        return checks.within(text, () -> sound(JourneyDocument.parse(text)).toJson());
    }

    /**
     * A version of a journey to try out.
     *
     * @param templates what its messages may name
     * @throws ProblemException 422 with every fault of the journey
     */
    Journey tried(String json, int version, Catalogue templates) throws InterruptedException {
        return checks.within(json, () -> sound(journeys.check(json, version, templates)));
    }

    /**
     * Something else that a caller's document costs.
     *
     * @throws ProblemException 422 when it takes too long
     */
    <T> T within(Supplier<T> work) throws InterruptedException {
        return checks.within(new Object(), work);
    }

    private List<Warning> checked(String id, String json, Outlook outlook, Caller caller) {
        LogSnapshot snapshot = outlook.snapshot();
        Checked<Journey> checked = journeys.check(json, 1, outlook.catalogue());
        Journey journey = sound(checked);
        requireId(id, journey.id().value());
        if (Campaign.starts(journey.id())) {
            throw ProblemException.faults(
                    List.of(new Fault("id", "begins as those of campaigns do: choose one without " + Campaign.PREFIX)));
        }
        requireShops(journey, outlook);
        requireSegments(json, outlook);
        List<Warning> warnings = new ArrayList<>(warnings(checked));
        warnings.addAll(StartsNothing.warnings(journey, snapshot.definitions()));
        warnings.addAll(AsksNobody.warnings(journey, sources));
        warnings.addAll(SameNews.warnings(
                journey,
                journey.entry().on().stream()
                        .flatMap(type -> snapshot.definitions().told(type).stream())
                        .distinct()
                        .toList(),
                other -> name(other, snapshot, caller)));
        return warnings;
    }

    /** @param id of the path */
    static void requireId(String id, String inDocument) {
        if (!inDocument.equals(id)) {
            throw ProblemException.faults(List.of(new Fault("id", "must be " + id + ", as in the path")));
        }
    }

    private static String name(String journey, LogSnapshot snapshot, Caller caller) {
        DefinitionKey key = DefinitionKey.journey(journey);
        return DefinitionShops.isVisible(snapshot.all().state(key), caller)
                ? key.toString()
                : "a journey of other shops";
    }

    private static void requireSegments(String json, Outlook outlook) {
        List<Fault> faults = AskedSegments.unknown(json, outlook::hasSegment);
        if (!faults.isEmpty()) {
            throw ProblemException.faults(faults);
        }
    }

    private static void requireShops(Journey journey, Outlook outlook) {
        List<Fault> faults = FewerShops.faults(
                journey,
                template -> outlook.shops(template).names(),
                offer -> outlook.offerShops(offer).names());
        if (!faults.isEmpty()) {
            throw ProblemException.faults(faults);
        }
    }

    /**
     * A template that a caller sent, compiled.
     *
     * @param toJson its canonical form
     * @param warnings what is allowed in it, and probably not meant
     */
    record SoundTemplate(String toJson, Template template, List<Warning> warnings) {}

    /** @throws ProblemException 422 with every fault of the template */
    SoundTemplate template(String text) throws InterruptedException {
        return checks.within(text, () -> {
            TemplateDocument document = sound(TemplateDocument.parse(text));
            Checked<Template> checked = templates.check(document);
            return new SoundTemplate(document.toJson(), sound(checked), warnings(checked));
        });
    }

    /**
     * Settings that a caller sent.
     *
     * @param warnings what is allowed in them, and probably not meant
     */
    record SoundSettings(String toJson, ShopSettings settings, List<Warning> warnings) {}

    /** @throws ProblemException 422 with every fault of the settings */
    SoundSettings settings(String text) throws InterruptedException {
        return checks.within(text, () -> {
            Checked<SettingsDocument> checked = SettingsDocument.parse(text);
            SettingsDocument document = sound(checked);
            return new SoundSettings(document.toJson(), document.settings(), warnings(checked));
        });
    }

    /**
     * A document that a caller sent, of a kind without drafts.
     *
     * @param id as it says itself
     * @param toJson its canonical form
     * @param warnings what is allowed in it, and probably not meant
     */
    record SoundDocument(String id, String toJson, List<Warning> warnings) {}

    /** @throws ProblemException 422 with every fault of the offer */
    SoundDocument offer(String text) throws InterruptedException {
        return checks.within(text, () -> {
            OfferDocument document = sound(OfferDocument.parse(text));
            return new SoundDocument(document.offer().id(), document.toJson(), List.of());
        });
    }

    /** @throws ProblemException 422 with every fault of the segment */
    SoundDocument segment(String text) throws InterruptedException {
        return checks.within(text, () -> {
            SegmentDocument document = sound(segments.check(text));
            return new SoundDocument(document.segment().id(), document.toJson(), List.of());
        });
    }

    private record SoundCampaign(Campaign campaign, SoundDocument document) {}

    /** @throws ProblemException 422 with every fault of the campaign */
    SoundDocument campaign(String text, Outlook outlook) throws InterruptedException {
        SoundCampaign sound = soundCampaign(text, outlook);
        requireList(sound.campaign());
        return sound.document();
    }

    /** One that is uploaded elsewhere at the same time is waited for; each shop has its own, and one of them is enough. */
    private void requireList(Campaign campaign) throws InterruptedException {
        String id = campaign.list();
        if (id == null) {
            return;
        }
        List<CustomerList> own = lists.newest().named(id).values().stream()
                .filter(list -> campaign.journey().isOf(list.shop()))
                .toList();
        if (own.isEmpty()) {
            throw ProblemException.faults(
                    List.of(new Fault("list", "there is no list " + id + " of its shops: upload it first")));
        }
        Instant at = campaign.at();
        if (at != null && own.stream().noneMatch(list -> ListLog.keptUntil(list).isAfter(at))) {
            throw ProblemException.faults(
                    List.of(new Fault("list", "is forgotten before the launch begins: upload it again nearer to it")));
        }
    }

    private SoundCampaign soundCampaign(String text, Outlook outlook) throws InterruptedException {
        return checks.within(text, () -> {
            Checked<CampaignDocument> checked = campaigns.check(text, outlook.catalogue());
            CampaignDocument document = sound(checked);
            Campaign campaign = document.campaign();
            requireShops(campaign.journey(), outlook);
            requireSegments(document.toJson(), outlook);
            String segment = campaign.segment();
            if (segment != null && !outlook.hasSegment(segment)) {
                throw ProblemException.faults(List.of(new Fault("segment", "there is no segment " + segment)));
            }
            return new SoundCampaign(campaign, new SoundDocument(campaign.id(), document.toJson(), warnings(checked)));
        });
    }

    /** Asks those who use templates whether they could go on with other texts. */
    TemplateUsers users() {
        return users;
    }

    /**
     * A text as the customer would get it.
     *
     * @throws ProblemException 422 when that takes too long
     */
    Rendering rendered(Template template, Channel channel, String locale, Map<String, Object> variables)
            throws InterruptedException {
        return checks.within(new Object(), () -> template.render(channel, locale, variables));
    }
}
