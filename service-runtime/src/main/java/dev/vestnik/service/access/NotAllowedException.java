package dev.vestnik.service.access;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.ErrorResponseException;

/** Says that a caller may not make a call, with the problem that tells why. */
@SuppressWarnings("serial")
final class NotAllowedException extends AccessDeniedException {
    private final ErrorResponseException problem;

    NotAllowedException(ErrorResponseException problem) {
        super(String.valueOf(problem.getBody().getDetail()));
        this.problem = problem;
    }

    ErrorResponseException problem() {
        return problem;
    }
}
