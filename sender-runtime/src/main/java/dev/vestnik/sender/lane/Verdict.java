package dev.vestnik.sender.lane;

import dev.vestnik.sender.Outcome;
import org.jspecify.annotations.Nullable;

/** How a message ends in this sender. */
sealed interface Verdict {

    record Accepted(Outcome.Accepted outcome, String gateway) implements Verdict {}

    record Rejected(Outcome.Rejected outcome, String gateway) implements Verdict {}

    record Expired() implements Verdict {}

    record Revoked(String reason) implements Verdict {}

    /** It broke this sender each time that it was tried, and was not sent; or a refusal that cannot be written. */
    record Broken() implements Verdict {}

    /** It may have been sent, nobody can tell, and it is not sent again. */
    record InDoubt(@Nullable String gateway) implements Verdict {}
}
