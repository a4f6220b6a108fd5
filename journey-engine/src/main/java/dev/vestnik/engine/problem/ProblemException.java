package dev.vestnik.engine.problem;

import dev.vestnik.rules.document.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Ends a request with a problem document (RFC 9457), where there are several faults with all of them in {@code errors}. */
public final class ProblemException extends ErrorResponseException {
    private static final long serialVersionUID = 1L;
    /** An answer of some hundred kilobytes; nobody mends more at a time. */
    private static final int MOST = 1_000;

    private transient List<Fault> faults = List.of();

    private ProblemException(ProblemDetail body) {
        super(HttpStatus.valueOf(body.getStatus()), body, null);
    }

    public static ProblemException of(HttpStatus status, String detail) {
        return new ProblemException(ProblemDetail.forStatusAndDetail(status, detail));
    }

    /** 422 with every fault of the request. */
    public static ProblemException faults(List<Fault> faults) {
        return faults(HttpStatus.UNPROCESSABLE_CONTENT, faults);
    }

    public static ProblemException faults(HttpStatus status, List<Fault> faults) {
        String detail = faults.size() == 1 ? "there is a fault" : "there are " + faults.size() + " faults";
        List<Fault> told = faults.stream().limit(MOST).toList();
        String which = told.size() < faults.size() ? ", the first " + MOST + " of which are told" : "";
        ProblemException problem = of(status, detail + which).with("errors", told);
        problem.faults = told;
        return problem;
    }

    /** The faults of the request; none for a problem of another kind. */
    public List<Fault> faults() {
        return faults;
    }

    public static ProblemException notFound(String what) {
        return of(HttpStatus.NOT_FOUND, "there is no " + what);
    }

    /** 503: the caller may try again in some seconds. */
    public static ProblemException tryAgain(int seconds, String detail) {
        ProblemException problem = of(HttpStatus.SERVICE_UNAVAILABLE, detail);
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
        return problem;
    }

    /** The same with one more member in its document. */
    public ProblemException with(String member, @Nullable Object value) {
        getBody().setProperty(member, value);
        return this;
    }
}
