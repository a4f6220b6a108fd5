package dev.vestnik.engine.authoring;

import dev.vestnik.engine.access.DefinitionShops;
import dev.vestnik.engine.authoring.Checking.SoundTemplate;
import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.document.DocumentText;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.document.Warning;
import dev.vestnik.service.access.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Saves texts of templates: as drafts, or in force after a look at the journeys that use them. */
final class TemplateSaving {
    private final DefinitionWriting definitions;
    private final Checking checking;
    private final TestRuns runs;

    TemplateSaving(DefinitionWriting definitions, Checking checking, TestRuns runs) {
        this.definitions = definitions;
        this.checking = checking;
        this.runs = runs;
    }

    /** A text that a caller sent. */
    static Written sent(@Nullable String body) {
        String text = body == null ? "" : body;
        return new Written(text, DocumentText.source(text));
    }

    /**
     * In force from now on: the next version.
     *
     * @param text its {@code json} is checked, and made canonical
     */
    ResponseEntity<Summary> inForce(String id, Written text, @Nullable String ifMatch, Caller caller)
            throws InterruptedException {
        SoundTemplate sound = sound(id, text, caller);
        LogSnapshot snapshot = definitions.newest();
        List<Fault> early = NewerTexts.faults(sound, snapshot.definitions().level());
        if (!early.isEmpty()) {
            throw ProblemException.faults(HttpStatus.CONFLICT, early);
        }
        List<Warning> warnings = new ArrayList<>(sound.warnings());
        warnings.addAll(checking.users().replaceable(sound, snapshot, caller));
        new TemplateTests(runs.ofOnePublication())
                .require(id, Outlook.of(snapshot).with(sound), Set.of(), caller);
        Definition before = snapshot.all().state(DefinitionKey.template(id));
        Definition after = definitions.put(before, new Written(sound.toJson(), text.source()), ifMatch, caller);
        return answer(before.document() == null, after, warnings);
    }

    /** Kept beside the text in force. */
    ResponseEntity<Summary> draft(String id, Written text, @Nullable String ifMatch, Caller caller)
            throws InterruptedException {
        SoundTemplate sound = sound(id, text, caller);
        LogSnapshot snapshot = definitions.newest();
        List<Warning> warnings = new ArrayList<>(sound.warnings());
        warnings.addAll(NewerTexts.warnings(sound, snapshot.definitions().level()));
        Definition before = snapshot.all().state(DefinitionKey.template(id));
        Definition after = definitions.draft(before, new Written(sound.toJson(), text.source()), ifMatch, caller);
        return answer(before.draft() == null, after, warnings);
    }

    private SoundTemplate sound(String id, Written text, Caller caller) throws InterruptedException {
        SoundTemplate sound = checking.template(text.json());
        DefinitionShops.requireSave(sound.toJson(), caller);
        Checking.requireId(id, sound.template().id());
        return sound;
    }

    private ResponseEntity<Summary> answer(boolean created, Definition after, List<Warning> warnings) {
        return ResponseEntity.status(created ? HttpStatus.CREATED : HttpStatus.OK)
                .eTag(Preconditions.etag(after.revision()))
                .body(Summary.versioned(after, definitions.snapshot()).with(warnings));
    }
}
