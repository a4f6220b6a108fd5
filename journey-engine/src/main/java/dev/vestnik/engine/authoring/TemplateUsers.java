package dev.vestnik.engine.authoring;

import dev.vestnik.engine.access.DefinitionShops;
import dev.vestnik.engine.access.Shops;
import dev.vestnik.engine.authoring.Checking.SoundTemplate;
import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.campaign.CampaignCompiler;
import dev.vestnik.rules.campaign.CampaignDocument;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.DefinitionKey.Kind;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.document.Warning;
import dev.vestnik.rules.journey.Catalogue;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyCompiler;
import dev.vestnik.rules.journey.Step;
import dev.vestnik.service.access.Caller;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The journeys and campaigns that send a template, asked whether they could go on with another text of it. */
final class TemplateUsers {
    private static final List<Fault> UNFIT =
            List.of(new Fault("", "a journey of other shops uses this template and could not go on with this text"));

    private static final String WAYS_OUT =
            "; take them out of it with inFlight migrate or exit, or give the new text an id of its own";

    private final JourneyCompiler journeys;
    private final CampaignCompiler campaigns;
    private final DocumentChecks checks;

    TemplateUsers(JourneyCompiler journeys, CampaignCompiler campaigns, DocumentChecks checks) {
        this.journeys = journeys;
        this.campaigns = campaigns;
        this.checks = checks;
    }

    /**
     * Whether the journeys and campaigns that may still send a template could go on with another text of it. One that is broken anyway is not asked.
     *
     * @return what publishing them would warn of in that text
     * @throws ProblemException 422 with what would be wrong with them, naming those that the caller may know of
     */
    List<Warning> replaceable(SoundTemplate next, LogSnapshot snapshot, Caller caller) throws InterruptedException {
        return replaceable(next, Outlook.of(snapshot).with(next), Replaced.none(), caller);
    }

    /**
     * The same of templates that come into force together.
     *
     * @param outlook that has them
     * @param replaced journeys of which another version comes into force with them
     */
    List<Warning> replaceable(SoundTemplate next, Outlook outlook, Replaced replaced, Caller caller)
            throws InterruptedException {
        String id = next.template().id();
        LogSnapshot snapshot = outlook.snapshot();
        Set<Fault> faults = new LinkedHashSet<>();
        List<Warning> warnings = new ArrayList<>();
        TemplateUse.shops(id, snapshot, Shops.of(next.toJson()))
                .forEach((user, needed) -> faults.add(uncovered(user, needed, caller)));
        for (Definition user : TemplateUse.atWorkNow(id, snapshot)) {
            if (replaced.isLeft(user)) {
                continue;
            }
            boolean visible = DefinitionShops.isVisible(user, caller);
            boolean kept = replaced.isKept(user);
            switch (checked(user, outlook.catalogue())) {
                case Checked.Sound<Journey>(Journey journey, List<Warning> its) -> {
                    if (visible && !kept) {
                        warnings.addAll(ofTemplate(user, journey, id, its));
                    }
                }
                case Checked.Faulty<Journey>(List<Fault> its) ->
                    faults.addAll(visible ? named(user, kept, its) : UNFIT);
            }
        }
        if (!faults.isEmpty()) {
            throw ProblemException.faults(List.copyOf(faults));
        }
        return warnings;
    }

    private static List<Warning> ofTemplate(Definition user, Journey journey, String template, List<Warning> warnings) {
        Set<String> places = journey.steps().entrySet().stream()
                .filter(step -> step.getValue().templates().contains(template))
                .map(step -> place(user, step.getKey(), step.getValue(), template))
                .collect(Collectors.toSet());
        return warnings.stream()
                .filter(warning -> places.contains(warning.path()))
                .map(warning -> new Warning(user.key() + "#" + warning.path(), warning.problem(), warning.remedy()))
                .toList();
    }

    /** The places where the document of a step, or a campaign, names this template. */
    private static String place(Definition user, String id, Step step, String template) {
        String place = user.key().kind() == Kind.CAMPAIGN ? "template" : "steps." + id + ".template";
        return step.templates().size() == 1
                ? place
                : place + ".among[" + step.templates().indexOf(template) + "]";
    }

    private static Fault uncovered(Definition user, Shops needed, Caller caller) {
        return new Fault(
                "shops",
                DefinitionShops.isVisible(user, caller)
                        ? "must cover " + needed.inWords() + ", for which " + user.key() + " uses it"
                        : "must cover the other shops whose journeys use it");
    }

    private Checked<Journey> checked(Definition user, Catalogue catalogue) throws InterruptedException {
        String json = user.newest().orElseThrow().document().json();
        return checks.within(
                json,
                () -> user.key().kind() == Kind.CAMPAIGN
                        ? journey(campaigns.check(json, catalogue))
                        : journeys.check(json, 1, catalogue));
    }

    private static Checked<Journey> journey(Checked<CampaignDocument> checked) {
        return switch (checked) {
            case Checked.Sound<CampaignDocument>(CampaignDocument document, List<Warning> warnings) ->
                new Checked.Sound<>(document.campaign().journey(), warnings);
            case Checked.Faulty<CampaignDocument>(List<Fault> faults) -> new Checked.Faulty<>(faults);
        };
    }

    private static List<Fault> named(Definition user, boolean kept, List<Fault> faults) {
        String since =
                kept ? "customers stay in its version of now, which uses this template: " : "uses this template: ";
        return faults.stream()
                .map(fault ->
                        new Fault(user.key() + "#" + fault.path(), since + fault.problem() + (kept ? WAYS_OUT : "")))
                .toList();
    }
}
