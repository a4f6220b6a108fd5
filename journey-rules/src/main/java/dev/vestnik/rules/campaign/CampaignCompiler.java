package dev.vestnik.rules.campaign;

import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.DocumentId;
import dev.vestnik.rules.document.DocumentText;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.document.Faults;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.document.Warning;
import dev.vestnik.rules.journey.Catalogue;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyCompiler;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks and compiles campaigns; thread-safe, built once. */
public final class CampaignCompiler {
    /** Journeys take a hundred letters, and nine are the prefix. */
    private static final int LONGEST_ID = 91;

    private static final int FASTEST = 1_000_000;

    private final JourneyCompiler journeys;

    public CampaignCompiler(JourneyCompiler journeys) {
        this.journeys = journeys;
    }

    /** The parts of a document that are its own, and no journey's. */
    private record Own(
            String id,
            @Nullable String segment,
            @Nullable String list,
            @Nullable Instant at,
            int perSecond) {}

    /**
     * Compiles JSON or YAML, or says all that is wrong with it.
     *
     * @param templates what its message can use
     */
    public Checked<CampaignDocument> check(String text, Catalogue templates) {
        Faults faults = new Faults();
        Place root = DocumentText.read(text, faults);
        Own own = root == null ? null : own(root.only(CampaignJourney.KEYS));
        if (root == null || own == null || !faults.all().isEmpty()) {
            return new Checked.Faulty<>(faults.all());
        }
        String json = DocumentText.json(root);
        Checked<Journey> journey = journeys.check(CampaignJourney.of(own.id(), root, true), 1, templates);
        return switch (journey) {
            case Checked.Faulty<Journey>(List<Fault> its) ->
                new Checked.Faulty<>(its.stream().map(CampaignCompiler::here).toList());
            case Checked.Sound<Journey>(Journey sound, List<Warning> warnings) ->
                new Checked.Sound<>(
                        new CampaignDocument(json, campaign(own, sound, atOnce(own, root, templates))),
                        warnings.stream()
                                .filter(warning -> !warning.path().startsWith("entry")) // which no author wrote
                                .map(CampaignCompiler::here)
                                .toList());
        };
    }

    private Journey atOnce(Own own, Place root, Catalogue templates) {
        return journeys.check(CampaignJourney.of(own.id(), root, false), 1, templates)
                        instanceof Checked.Sound<Journey>(Journey journey, List<Warning> warnings)
                ? journey
                : unreachable();
    }

    private static Journey unreachable() {
        throw new IllegalStateException("a journey without its wait has faults, and has none with it");
    }

    private static Campaign campaign(Own own, Journey journey, Journey atOnce) {
        return new Campaign(own.id(), journey, atOnce, own.segment(), own.list(), own.at(), own.perSecond());
    }

    private static @Nullable Own own(Place root) {
        String id = root.at("id").requiredText();
        if (id != null && (!DocumentId.isValid(id) || id.length() > LONGEST_ID)) {
            root.at("id").fault("must be " + DocumentId.RULE + ", at most " + LONGEST_ID);
        }
        root.at("description").text();
        String segment = named(root.at("segment"), "a segment");
        String list = named(root.at("list"), "a list of customers");
        Instant at = instant(root.at("at"));
        Integer perSecond = root.at("perSecond").number(1, FASTEST);
        return id == null ? null : new Own(id, segment, list, at, Objects.requireNonNullElse(perSecond, 0));
    }

    private static @Nullable String named(Place place, String what) {
        String id = place.text();
        if (id != null && !DocumentId.isValid(id)) {
            place.fault("must be the id of " + what + ": " + DocumentId.RULE);
        }
        return id;
    }

    private static @Nullable Instant instant(Place place) {
        String text = place.text();
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            place.fault("must be an instant such as 2026-12-01T10:00:00+03:00");
            return null;
        }
    }

    private static Fault here(Fault fault) {
        return new Fault(CampaignJourney.path(fault.path()), fault.problem());
    }

    private static Warning here(Warning warning) {
        return new Warning(CampaignJourney.path(warning.path()), warning.problem(), warning.remedy());
    }
}
