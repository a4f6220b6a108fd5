package dev.vestnik.rules.definition;

import dev.vestnik.rules.definition.Definition.Stage;
import dev.vestnik.rules.definition.DefinitionKey.Kind;
import org.jspecify.annotations.Nullable;

/** Why something cannot be done to a definition now, and what to do first. */
final class DefinitionRefusal {
    private static final String DELETED = "it is deleted: save it again first";
    private static final String NOT_UNDER_WAY = "it is not under way: it was never launched, or it was cancelled";
    private static final String NEVER_PUBLISHED = "it was never published: publish it first";

    private DefinitionRefusal() {}

    /** Null where it can be done. */
    static @Nullable String of(Definition definition, Action action) {
        return switch (definition.key().kind()) {
            case JOURNEY -> ofJourney(definition, action);
            case CAMPAIGN -> ofCampaign(definition.stage(), action);
            case TEMPLATE, SETTING, OFFER, SEGMENT -> ofText(definition, action);
        };
    }

    private static @Nullable String ofCampaign(Stage stage, Action action) {
        return switch (action) {
            case Action.Put put -> null;
            case Action.Draft draft -> "only templates have drafts beside them";
            case Action.Publish publish -> stage == Stage.PAUSED ? "it is paused: resume it, or cancel it first" : null;
            case Action.Pause pause -> isUnderWay(stage) ? null : NOT_UNDER_WAY;
            case Action.Resume resume -> stage == Stage.PAUSED ? null : "it is not paused";
            case Action.Archive archive -> isUnderWay(stage) ? null : NOT_UNDER_WAY;
            case Action.Delete delete -> "only journeys and templates can be deleted";
        };
    }

    private static boolean isUnderWay(Stage stage) {
        return stage == Stage.LIVE || stage == Stage.PAUSED;
    }

    private static @Nullable String ofJourney(Definition journey, Action action) {
        return switch (action) {
            case Action.Put put -> null;
            case Action.Draft draft -> "a journey has no draft beside it: it is saved as one";
            case Action.Publish publish -> publish(journey);
            case Action.Pause pause -> pause(journey.stage());
            case Action.Resume resume -> resume(journey.stage());
            case Action.Archive archive -> archive(journey.stage());
            case Action.Delete delete -> delete(journey.stage());
        };
    }

    private static @Nullable String publish(Definition journey) {
        if (journey.document() == null) {
            return DELETED;
        }
        return journey.stage() == Stage.ARCHIVED ? "it is archived: resume it first" : null;
    }

    private static @Nullable String pause(Stage stage) {
        return switch (stage) {
            case LIVE, PAUSED -> null;
            case DRAFT -> NEVER_PUBLISHED;
            case ARCHIVED -> "it is archived and takes no new customers: resume it first to pause it";
            case DELETED -> DELETED;
        };
    }

    private static @Nullable String resume(Stage stage) {
        return switch (stage) {
            case PAUSED, ARCHIVED -> null;
            case LIVE -> "it is live already";
            case DRAFT -> NEVER_PUBLISHED;
            case DELETED -> DELETED;
        };
    }

    private static @Nullable String archive(Stage stage) {
        return switch (stage) {
            case LIVE, PAUSED -> null;
            case DRAFT -> "it was never published: delete it, or publish it first";
            case ARCHIVED -> "it is archived already";
            case DELETED -> DELETED;
        };
    }

    private static @Nullable String delete(Stage stage) {
        return switch (stage) {
            case DRAFT, ARCHIVED -> null;
            case LIVE -> "it is live: archive it first";
            case PAUSED -> "it is paused: archive it first";
            case DELETED -> "it is deleted already";
        };
    }

    private static @Nullable String ofText(Definition text, Action action) {
        return switch (action) {
            case Action.Put put -> null;
            case Action.Draft(String document, String source) -> draft(text, document);
            case Action.Delete delete -> deleteText(text);
            case Action.Publish publish -> "a " + text.key().kind().label() + " is in force as soon as it is saved";
            case Action.Pause pause -> "only journeys can be paused";
            case Action.Resume resume -> "only journeys can be resumed";
            case Action.Archive archive -> "only journeys can be archived";
        };
    }

    private static @Nullable String draft(Definition text, @Nullable String document) {
        if (text.key().kind() != Kind.TEMPLATE) {
            return "only templates have drafts beside them";
        }
        return document == null && text.draft() == null ? "there is no draft" : null;
    }

    private static @Nullable String deleteText(Definition text) {
        if (text.key().kind() != Kind.TEMPLATE) {
            return "only journeys and templates can be deleted";
        }
        return text.exists() ? null : "it is deleted already";
    }
}
