package dev.vestnik.engine.support;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.rules.reason.ReasonMeaning;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The meanings of decisions' reasons. */
@RestController
@Tag(name = "reasons")
final class ReasonController {
    private final ReasonList reasons =
            new ReasonList(ReasonMeaning.all().stream().map(Meaning::of).toList());

    /**
     * A reason.
     *
     * @param outcome of the decisions that have it, as in {@code engine.decisions}; small in the timeline
     * @param reason absent: the words that journeys give themselves
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Meaning(String outcome, @Nullable String reason, String means) {
        static Meaning of(ReasonMeaning meaning) {
            return new Meaning(meaning.outcome(), meaning.reason(), meaning.means());
        }
    }

    /** The reasons, all on one page: {@code next} is null. */
    record ReasonList(List<Meaning> items, @Nullable String next) {
        ReasonList(List<Meaning> items) {
            this(items, null);
        }
    }

    @Operation(summary = "Every reason that a decision can have, and what it means")
    @GetMapping("/api/reasons")
    ReasonList reasons() {
        return reasons;
    }
}
