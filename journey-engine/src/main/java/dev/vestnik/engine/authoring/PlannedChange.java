package dev.vestnik.engine.authoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.engine.authoring.BundlePlan.Work;
import dev.vestnik.engine.authoring.DryRun.Unmovable;
import dev.vestnik.engine.authoring.Rollout.InFlightCount;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.Definition.Document;
import dev.vestnik.rules.definition.Definition.Version;
import dev.vestnik.rules.definition.DefinitionKey.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of the plan, for people.
 *
 * @param path of the document
 * @param effect create, change, or text: its comments or layout alone
 * @param version that comes into force; null where none does
 * @param author of the document in force, with the time at which it came into force; null where there is none
 * @param draftOf the author of a draft in the engine that is replaced; null where none is
 * @param differences from the document in force
 * @param inFlight customers who are in the journey now; null where the plan leaves them where they are, and of other documents
 * @param cannotMigrate those of them who would leave with {@code inFlight: migrate}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PlannedChange(
        String path,
        String effect,
        @Nullable Integer version,
        @Nullable String author,
        @Nullable Instant at,
        @Nullable String draftOf,
        List<Difference> differences,
        @Nullable Long inFlight,
        @Nullable List<Unmovable> cannotMigrate) {
    static PlannedChange of(Work work) {
        Definition before = work.before();
        Document inForce = BundlePlan.inForce(before);
        return new PlannedChange(
                work.sound().file().path(),
                work.effect().name().toLowerCase(Locale.ROOT),
                version(work),
                inForce == null ? null : inForce.author(),
                inForce == null ? null : inForce.at(),
                lostDraft(work),
                inForce == null
                        ? List.of()
                        : Difference.between(
                                inForce.json(), work.sound().written().json()),
                null,
                null);
    }

    /** The same with the customers whom it moves or ends. */
    PlannedChange with(Work work, InFlightCount count) {
        long all = count.standing().byVersion().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        List<Unmovable> unmovable =
                DryRun.unmovable(work.before(), work.sound().written().json(), Map.of(), count);
        return new PlannedChange(path, effect, version, author, at, draftOf, differences, all, unmovable);
    }

    private static @Nullable Integer version(Work work) {
        boolean next = switch (work.sound().file().folder()) {
            case JOURNEYS -> work.publishes();
            case OFFERS, SEGMENTS, CAMPAIGNS, TESTS, PACKS -> false;
            case TEMPLATES, SETTINGS -> true;
        };
        return next ? work.before().newest().map(Version::number).orElse(0) + 1 : null;
    }

    private static @Nullable String lostDraft(Work work) {
        Definition before = work.before();
        Document draft = before.document();
        boolean lost = before.key().kind() == Kind.JOURNEY
                && before.draftDiffers()
                && draft != null
                && !draft.json().equals(work.sound().written().json());
        return lost && draft != null ? draft.author() : null;
    }
}
