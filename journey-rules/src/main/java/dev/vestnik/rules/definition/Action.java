package dev.vestnik.rules.definition;

import dev.vestnik.rules.definition.Definitions.InFlight;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The action of a change on its definition. */
public sealed interface Action {

    /**
     * Puts this JSON document in the place of the former one: a journey's draft, a template's text, the settings.
     *
     * @param source the text as its author wrote it, where that was YAML: its comments are in no JSON
     */
    record Put(String document, @Nullable String source) implements Action {
        /** A document whose author wrote JSON. */
        public Put(String document) {
            this(document, null);
        }
    }

    /**
     * Keeps this document beside a template's text in force, or with null forgets what was kept there.
     *
     * @param source as of {@link Put}
     */
    record Draft(@Nullable String document, @Nullable String source) implements Action {}

    /**
     * Makes the next version out of a journey's draft.
     *
     * @param moves with {@link InFlight#MIGRATE}: the steps to which those in steps of another id go, by that id
     */
    record Publish(InFlight inFlight, Map<String, String> moves) implements Action {
        public Publish {
            moves = Map.copyOf(moves);
        }

        /** Everybody in the step of the same id. */
        public Publish(InFlight inFlight) {
            this(inFlight, Map.of());
        }
    }

    /** A journey takes no new customers, until {@code resume} where that is not null. */
    record Pause(@Nullable Instant resume, Meanwhile meanwhile) implements Action {
        /** Wake-ups that came due meanwhile count from the time at which they were due. */
        public Pause(@Nullable Instant resume) {
            this(resume, Meanwhile.SKIP_EXPIRED);
        }
    }

    /**
     * A paused or archived journey takes new customers again.
     *
     * @param meanwhile null: as its pause said
     */
    record Resume(@Nullable Meanwhile meanwhile) implements Action {
        /** As its pause said. */
        public Resume() {
            this(null);
        }
    }

    /** A journey is over: it takes no new customers and leaves the list of those at work. */
    record Archive() implements Action {}

    /** Removes a template, a journey that was never published, or one that is archived. */
    record Delete() implements Action {}
}
