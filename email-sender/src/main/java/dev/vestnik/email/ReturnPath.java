package dev.vestnik.email;

import dev.vestnik.sender.Dispatch;
import java.util.function.Function;

/**
 * The envelope's sender that tells which message came back: {@code bounces+TOKEN@domain} (VERP).
 *
 * @param tokens signs a message's report token
 */
record ReturnPath(EmailAddress bounces, Function<Dispatch, String> tokens) {
    /** RFC 5321, 4.5.3.1.1. */
    private static final int LONGEST_LOCAL = 64;

    String token(Dispatch dispatch) {
        return tokens.apply(dispatch);
    }

    EmailAddress of(String token) {
        String local = bounces.local() + "+" + token;
        return local.length() <= LONGEST_LOCAL ? new EmailAddress(local, bounces.domain()) : bounces;
    }
}
