package dev.vestnik.ingest.http;

import dev.vestnik.ingest.event.Refusal;
import dev.vestnik.ingest.intake.EventFault;
import dev.vestnik.ingest.intake.IntakeReport;
import dev.vestnik.ingest.intake.IntakeReport.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** The answers that a client gets. */
final class HttpAnswers {
    private static final String RETRY_SECONDS = "5";

    private HttpAnswers() {}

    static ResponseEntity<Object> of(IntakeReport report) {
        return switch (report.ending()) {
            case Ending.Complete() -> complete(report);
            case Ending.Unreadable(String problem, int before) ->
                cutShort(HttpStatus.BAD_REQUEST, problem, broken(report, problem, report.next() + before));
            case Ending.TooLarge(String problem) -> cutShort(HttpStatus.CONTENT_TOO_LARGE, problem, report);
            case Ending.Stalled(String problem) -> cutShort(HttpStatus.REQUEST_TIMEOUT, problem, report);
            case Ending.Busy(String problem) -> cutShort(HttpStatus.TOO_MANY_REQUESTS, problem, report);
            case Ending.KafkaAway(String problem) -> cutShort(HttpStatus.SERVICE_UNAVAILABLE, problem, report);
        };
    }

    private static ResponseEntity<Object> complete(IntakeReport report) {
        if (report.refused() == 0) {
            return ResponseEntity.accepted()
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(Accepted.of(report));
        }
        if (report.accepted() > 0) {
            return ResponseEntity.status(HttpStatus.MULTI_STATUS)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(Accepted.InPart.of(report));
        }
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                refusal(report.reasons()),
                report.refused() == 1 ? "The event was refused." : "All " + report.refused() + " events were refused.");
        return answer(problem, report);
    }

    /** The reason that all events share where nothing was accepted, if it has a status of its own. */
    private static HttpStatus refusal(Set<Refusal> reasons) {
        if (reasons.equals(Set.of(Refusal.MALFORMED))) {
            return HttpStatus.BAD_REQUEST;
        }
        return reasons.equals(Set.of(Refusal.FORBIDDEN)) ? HttpStatus.FORBIDDEN : HttpStatus.UNPROCESSABLE_CONTENT;
    }

    /** The request did not come to its end: the client learns from where to go on. */
    private static ResponseEntity<Object> cutShort(HttpStatus status, String detail, IntakeReport report) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("next", report.next());
        return answer(problem, report);
    }

    /** Counts the fault that made the body unreadable as that of the event that should have been there. */
    private static IntakeReport broken(IntakeReport report, String problem, long index) {
        List<EventFault> errors = new ArrayList<>(report.errors());
        errors.add(new EventFault(index, "", problem));
        return new IntakeReport(
                report.ending(),
                report.accepted(),
                report.refused(),
                report.next(),
                errors,
                report.unlisted(),
                report.reasons(),
                report.bodyRead(),
                report.warnings());
    }

    private static ResponseEntity<Object> answer(ProblemDetail problem, IntakeReport report) {
        problem.setProperty("accepted", report.accepted());
        problem.setProperty("refused", report.refused());
        problem.setProperty("errors", report.errors());
        problem.setProperty("unlistedErrors", report.unlisted());
        return answer(problem, report.bodyRead());
    }

    /** The answer with {@code Retry-After} where trying again may help. */
    static ResponseEntity<Object> answer(ProblemDetail problem) {
        return answer(problem, true);
    }

    private static ResponseEntity<Object> answer(ProblemDetail problem, boolean keepConnection) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(problem.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.getStatus() == 503 || problem.getStatus() == 429) {
            answer.header(HttpHeaders.RETRY_AFTER, problem.getStatus() == 429 ? "1" : RETRY_SECONDS);
        }
        if (!keepConnection) {
            answer.header(HttpHeaders.CONNECTION, "close");
        }
        return answer.body(problem);
    }
}
