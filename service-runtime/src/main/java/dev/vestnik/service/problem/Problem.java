package dev.vestnik.service.problem;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Makes the exceptions that end a request with a problem document. */
public final class Problem {
    private Problem() {}

    public static ErrorResponseException of(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }

    /** The same with one header in the answer. */
    public static ErrorResponseException of(HttpStatus status, String detail, String header, String value) {
        ErrorResponseException problem = of(status, detail);
        problem.getHeaders().set(header, value);
        return problem;
    }

    /** 503: the caller may try again in some seconds. */
    public static ErrorResponseException tryAgain(int seconds, String detail) {
        return of(HttpStatus.SERVICE_UNAVAILABLE, detail, HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
    }

    public static ErrorResponseException nothingHere() {
        return of(HttpStatus.NOT_FOUND, "nothing is here; see /openapi");
    }

    /** 408: the body of the request does not come; the connection ends with the answer. */
    public static ErrorResponseException slowBody() {
        return of(
                HttpStatus.REQUEST_TIMEOUT, "the body of the request came too slowly", HttpHeaders.CONNECTION, "close");
    }
}
