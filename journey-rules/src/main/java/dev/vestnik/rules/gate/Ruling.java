package dev.vestnik.rules.gate;

import dev.vestnik.rules.owner.Owner;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.reason.HoldReason;
import dev.vestnik.rules.reason.SkipReason;
import java.time.Instant;
import java.util.Map;

/** A gate's ruling on a message, recorded with the inputs that decided, which hold no addresses, codes or texts. */
public sealed interface Ruling {
    Map<String, String> inputs();

    /** The message may go on, and there is nothing to tell about it. */
    Ruling PASS = pass(Map.of());

    static Ruling pass(Map<String, String> inputs) {
        return new Pass(inputs, Count.NOTHING);
    }

    static Ruling no(SkipReason reason) {
        return new No(reason, Map.of());
    }

    /**
     * The message may go on.
     *
     * @param count is carried out once the message is through all the gates, and not before
     */
    record Pass(Map<String, String> inputs, Count count) implements Ruling {}

    /** The message does not go through this channel. */
    record No(SkipReason reason, Map<String, String> inputs) implements Ruling {
        /** The input with the problems of a text that cannot be rendered. */
        public static final String PROBLEMS = "problems";
    }

    /**
     * Another key is to say; the message waits, and goes through all the gates again once it has the answer: {@link Draft#answer}.
     *
     * @param due when the answer is not waited for any more
     */
    record Ask(Owner owner, Request request, Instant due, Map<String, String> inputs) implements Ruling {}

    /** The message waits, and goes through all the gates again then. */
    record Hold(Instant until, HoldReason reason, Map<String, String> inputs) implements Ruling {}
}
