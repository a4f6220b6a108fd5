package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.gate.Outranked;
import dev.vestnik.rules.gate.SendingStep;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.Recipient;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A step that sends: {@link MessageStep} tries its channels for it. */
interface SendingRules extends StepRules, SendingStep {
    /** The part of a step's document that says how it sends. */
    Manner manner();

    @Override
    default Outranked outranked() {
        return manner().outranked();
    }

    @Override
    default @Nullable Recipient to() {
        return manner().to();
    }

    /** It shows what it remembers once a message is sent, which says so itself. */
    @Override
    default boolean mayShow() {
        return false;
    }

    /** The step with all that expressions give of it for this instance now; what cannot be computed sends nothing, and a decision says so. */
    SendingRules computed(Turn turn, Instance instance);

    /** A message has got far enough. */
    void sent(Turn turn, Instance instance, Journey journey, Instant at);

    /** No channel would do. */
    void notSent(Turn turn, Instance instance, Journey journey, Instant at);
}
