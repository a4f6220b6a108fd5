package dev.vestnik.engine.authoring;

import dev.vestnik.engine.authoring.Checking.SoundSettings;
import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.service.access.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Saves settings, which are in force at once. */
final class SettingsSaving {
    private final DefinitionWriting definitions;
    private final Checking checking;

    SettingsSaving(DefinitionWriting definitions, Checking checking) {
        this.definitions = definitions;
        this.checking = checking;
    }

    /**
     * The next version.
     *
     * @param text its {@code json} is checked, and made canonical
     * @throws ProblemException 422 with every fault, 409 where an engine may be at work that could not read them
     */
    ResponseEntity<Summary> inForce(Written text, @Nullable String ifMatch, Caller caller) throws InterruptedException {
        SoundSettings sound = checking.settings(text.json());
        LogSnapshot snapshot = definitions.newest();
        List<Fault> early =
                NewerWords.ofSettings(sound.toJson(), snapshot.definitions().level());
        if (!early.isEmpty()) {
            throw ProblemException.faults(HttpStatus.CONFLICT, early);
        }
        Definition before = snapshot.all().state(DefinitionKey.SHOP_SETTINGS);
        Definition after = definitions.put(before, new Written(sound.toJson(), text.source()), ifMatch, caller);
        return ResponseEntity.ok()
                .eTag(Preconditions.etag(after.revision()))
                .body(Summary.ofSettings(after, definitions.snapshot()).with(sound.warnings()));
    }
}
