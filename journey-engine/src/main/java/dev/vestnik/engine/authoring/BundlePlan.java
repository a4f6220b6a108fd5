package dev.vestnik.engine.authoring;

import dev.vestnik.engine.authoring.BundleChecking.SoundFile;
import dev.vestnik.rules.definition.Action;
import dev.vestnik.rules.definition.AllDefinitions;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.Definition.Document;
import dev.vestnik.rules.definition.Definition.Stage;
import dev.vestnik.rules.definition.Definition.Version;
import dev.vestnik.rules.definition.DefinitionKey.Kind;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.document.Fault;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The changes that bring definitions in line with the documents of a bundle.
 *
 * @param works the definitions to change, with what is to be done to them
 * @param faults of documents that cannot come into force now
 */
record BundlePlan(List<Work> works, List<Fault> faults) {
    /** The kinds of changes. */
    enum Effect {
        /** There is none in force yet. */
        CREATE,
        CHANGE,
        /** Its comments or its layout alone differ. */
        TEXT
    }

    /** @param actions one after the other */
    record Work(SoundFile sound, Definition before, Effect effect, List<Action> actions) {
        /** Whether a version of a journey comes into force. */
        boolean publishes() {
            return actions.stream().anyMatch(Action.Publish.class::isInstance);
        }

        PlannedChange shown() {
            return PlannedChange.of(this);
        }
    }

    static BundlePlan of(List<SoundFile> files, AllDefinitions all, InFlight inFlight) {
        List<Work> works = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (SoundFile sound : files) {
            Definition before = all.state(sound.file().key());
            if (before.stage() == Stage.ARCHIVED && before.key().kind() == Kind.JOURNEY) {
                faults.add(sound.file().fault("is archived: resume it first, or leave it out"));
            } else {
                Work work =
                        before.key().kind() == Kind.JOURNEY ? journey(sound, before, inFlight) : text(sound, before);
                if (!work.actions().isEmpty()) {
                    works.add(work);
                }
            }
        }
        return new BundlePlan(works, faults);
    }

    /** A draft that says something else than what is in force stays where the file says what is in force. */
    private static Work journey(SoundFile sound, Definition before, InFlight inFlight) {
        Written written = sound.written();
        Document inForce = inForce(before);
        Document draft = before.document();
        boolean published = inForce != null && inForce.json().equals(written.json());
        boolean kept = published && before.draftDiffers();
        List<Action> actions = new ArrayList<>();
        if (!kept && !isSaid(sound, draft)) {
            actions.add(new Action.Put(written.json(), written.source()));
        }
        if (!published) {
            actions.add(new Action.Publish(inFlight));
        }
        return new Work(sound, before, effect(inForce, written), actions);
    }

    private static Work text(SoundFile sound, Definition before) {
        Written written = sound.written();
        Document inForce = inForce(before);
        List<Action> actions =
                isSaid(sound, inForce) ? List.of() : List.of(new Action.Put(written.json(), written.source()));
        return new Work(sound, before, effect(inForce, written), actions);
    }

    private static Effect effect(@Nullable Document inForce, Written written) {
        if (inForce == null) {
            return Effect.CREATE;
        }
        return inForce.json().equals(written.json()) ? Effect.TEXT : Effect.CHANGE;
    }

    /** The document in force; null where there is none. */
    static @Nullable Document inForce(Definition definition) {
        boolean works = definition.stage() == Stage.LIVE || definition.stage() == Stage.PAUSED;
        if (definition.key().kind() != Kind.JOURNEY) {
            return definition.document();
        }
        return works ? definition.newest().map(Version::document).orElse(null) : null;
    }

    /** Whether the document there is what the file says, up to white space at its end. JSON that says the same takes no comments away. */
    private static boolean isSaid(SoundFile sound, @Nullable Document there) {
        if (there == null || !there.json().equals(sound.written().json())) {
            return false;
        }
        String source = sound.written().source();
        return source == null
                || source.stripTrailing().equals(DocumentForm.yaml(there).stripTrailing());
    }
}
