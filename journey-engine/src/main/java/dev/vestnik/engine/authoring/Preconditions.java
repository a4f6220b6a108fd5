package dev.vestnik.engine.authoring;

import dev.vestnik.engine.problem.ProblemException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** ETags of definitions: their revisions, quoted. */
final class Preconditions {
    private Preconditions() {}

    static String etag(long revision) {
        return "\"" + revision + "\"";
    }

    /**
     * @param ifMatch as RFC 9110 has it: absent, {@code *}, or some ETags of which one must be the current
     * @throws ProblemException 412 when none is
     */
    static void check(@Nullable String ifMatch, long revision) {
        if (ifMatch == null || (ifMatch.strip().equals("*") && revision > 0)) {
            return;
        }
        if (Arrays.stream(ifMatch.split(",")).map(String::strip).noneMatch(etag(revision)::equals)) {
            throw stale(revision);
        }
    }

    static ProblemException stale(long revision) {
        return ProblemException.of(HttpStatus.PRECONDITION_FAILED, "it has been changed since: read it again")
                .with("currentRevision", revision);
    }
}
