package dev.vestnik.engine.authoring;

import dev.vestnik.engine.definitions.DocumentCompiler;
import dev.vestnik.rules.campaign.Campaign;
import dev.vestnik.rules.campaign.CampaignCompiler;
import dev.vestnik.rules.campaign.CampaignDocument;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyCompiler;
import dev.vestnik.rules.journey.Segment;
import dev.vestnik.rules.journey.SegmentCompiler;
import dev.vestnik.rules.journey.SegmentDocument;
import dev.vestnik.rules.offer.Offer;
import dev.vestnik.rules.offer.OfferDocument;
import dev.vestnik.rules.settings.SettingsDocument;
import dev.vestnik.rules.settings.ShopSettings;
import dev.vestnik.rules.template.Template;
import dev.vestnik.rules.template.TemplateCompiler;
import java.util.List;
import java.util.function.Function;

/** Compiles what the log holds. A published journey does not depend on the templates there are now: see {@link AnyTemplate}. */
final class EngineDocuments implements DocumentCompiler {
    private final JourneyCompiler journeys;
    private final TemplateCompiler templates;
    private final SegmentCompiler segments;
    private final CampaignCompiler campaigns;

    EngineDocuments(JourneyCompiler journeys, TemplateCompiler templates) {
        this.journeys = journeys;
        this.templates = templates;
        this.segments = journeys.segments();
        this.campaigns = new CampaignCompiler(journeys);
    }

    @Override
    public Result<Journey> journey(String json) {
        return result(journeys.check(json, 1, AnyTemplate.ALL), journey -> journey);
    }

    @Override
    public Result<Template> template(String json) {
        return result(templates.stored(json), template -> template);
    }

    @Override
    public Result<ShopSettings> settings(String json) {
        return result(SettingsDocument.parse(json), SettingsDocument::settings);
    }

    @Override
    public Result<Offer> offer(String json) {
        return result(OfferDocument.parse(json), OfferDocument::offer);
    }

    @Override
    public Result<Segment> segment(String json) {
        return result(segments.check(json), SegmentDocument::segment);
    }

    @Override
    public Result<Campaign> campaign(String json) {
        return result(campaigns.check(json, AnyTemplate.ALL), CampaignDocument::campaign);
    }

    private static <S, T> Result<T> result(Checked<S> checked, Function<S, T> value) {
        return switch (checked) {
            case Checked.Sound<S>(S sound, var warnings) -> new Result.Good<>(value.apply(sound));
            case Checked.Faulty<S>(List<Fault> faults) ->
                new Result.Faulty<>(faults.stream().map(Fault::toString).toList());
        };
    }
}
