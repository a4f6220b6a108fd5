package dev.vestnik.engine;

import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.engine.definitions.LevelDocument;
import dev.vestnik.engine.definitions.LogUnavailableException;
import dev.vestnik.rules.definition.Action;
import dev.vestnik.rules.definition.Change;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.definition.FeatureLevel;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a new installation on the newest feature level. An installation is new when its log of definitions is empty and no engine has
 * joined its group: nothing that an older engine could have to read on is written yet.
 */
final class FirstLevel {
    private static final Logger log = LoggerFactory.getLogger(FirstLevel.class);

    private final DefinitionsLog definitions;
    private final BooleanSupplier groupExists;
    private final InstantSource clock;

    FirstLevel(DefinitionsLog definitions, BooleanSupplier groupExists, InstantSource clock) {
        this.definitions = definitions;
        this.groupExists = groupExists;
        this.clock = clock;
    }

    /** Called when the log has been read, before this engine joins the group. An engine that starts at the same time may be faster. */
    void settle() throws InterruptedException {
        if (definitions.snapshot().all().revision() > 0 || groupExists.getAsBoolean()) {
            return;
        }
        Action newest = new Action.Put(LevelDocument.of(FeatureLevel.NEWEST));
        try {
            definitions.submit(new Change(
                    UUID.randomUUID().toString(),
                    DefinitionKey.FEATURE_LEVEL,
                    0,
                    newest,
                    "journey-engine",
                    clock.instant()));
        } catch (LogUnavailableException e) {
            log.warn("feature-level={} cause=\"the first one was not written\"", FeatureLevel.OLDEST.number(), e);
        }
    }

    /** Whether this engine can read what the others may write. */
    boolean isReadable() {
        return FeatureLevel.NEWEST.allows(definitions.current().level());
    }
}
