package dev.vestnik.engine.authoring;

import dev.vestnik.engine.definitions.DocumentCompiler;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyCompiler;
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

    EngineDocuments(JourneyCompiler journeys, TemplateCompiler templates) {
        this.journeys = journeys;
        this.templates = templates;
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

    private static <S, T> Result<T> result(Checked<S> checked, Function<S, T> value) {
        return switch (checked) {
            case Checked.Sound<S>(S sound, var warnings) -> new Result.Good<>(value.apply(sound));
            case Checked.Faulty<S>(List<Fault> faults) ->
                new Result.Faulty<>(faults.stream().map(Fault::toString).toList());
        };
    }
}
