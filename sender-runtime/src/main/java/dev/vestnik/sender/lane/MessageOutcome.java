package dev.vestnik.sender.lane;

import dev.vestnik.sender.Outcome;
import org.jspecify.annotations.Nullable;

/** The end of a message in this sender; its receipt says it to the engine. */
sealed interface MessageOutcome {

    record Accepted(Outcome.Accepted answer, String gateway) implements MessageOutcome {}

    record Rejected(Outcome.Rejected answer, String gateway) implements MessageOutcome {}

    record Expired() implements MessageOutcome {}

    record Revoked(String reason) implements MessageOutcome {}

    /** The message broke this sender at each try and was not sent, or its refusal cannot be written to a receipt. */
    record Broken() implements MessageOutcome {}

    /** The message may have been sent; no source can tell, and it is not sent again. */
    record InDoubt(@Nullable String gateway) implements MessageOutcome {}
}
