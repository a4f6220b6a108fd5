package dev.vestnik.engine.audience;

import dev.vestnik.engine.audience.SegmentCounting.SegmentCount;
import dev.vestnik.engine.audience.SegmentTally.Counts;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.document.DocumentId;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Counts the customers of a segment. */
@RestController
@Tag(name = "segments")
final class SegmentCountController {
    private final SegmentCounting counting;

    SegmentCountController(SegmentCounting counting) {
        this.counting = counting;
    }

    @Operation(
            summary = "How many customers are in the segment now",
            description =
                    "All are counted where there are some ten thousand; of more a part, with the error that makes.")
    @PostMapping("/api/segments/{id}/count")
    SegmentCount count(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization)
            throws InterruptedException {
        return counting.everywhere(known(id), authorization);
    }

    @Hidden
    @GetMapping("/internal/segments/{id}/count")
    List<Counts> here(@PathVariable String id) throws InterruptedException {
        return counting.here(known(id));
    }

    /** The id goes on to other instances as a part of a path. */
    static String known(String id) {
        if (!DocumentId.isValid(id)) {
            throw ProblemException.notFound("definition of this id");
        }
        return id;
    }
}
