package dev.vestnik.service.oidc;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** The verdict on a token. */
public sealed interface TokenVerdict {

    /** The issuer has signed the token, it is for us, and of now. */
    record Good(String subject, Map<String, Object> claims) implements TokenVerdict {
        public Good {
            claims = Collections.unmodifiableMap(new HashMap<>(claims)); // JSON has nulls
        }
    }

    /**
     * The token is not taken.
     *
     * @param signed by the issuer, so that nobody can have made it up: it is too old, or for others
     */
    record Bad(String why, boolean signed) implements TokenVerdict {}

    /** The issuer's keys are not known, and it does not answer. */
    record IssuerAway() implements TokenVerdict {}
}
