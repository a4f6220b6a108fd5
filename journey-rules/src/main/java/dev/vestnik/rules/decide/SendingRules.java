package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.gate.SendingStep;
import dev.vestnik.rules.journey.Journey;
import java.time.Instant;

/** A step that sends: {@link MessageStep} tries its channels for it. */
interface SendingRules extends StepRules, SendingStep {
    @Override
    String template();

    /** A message has got far enough. */
    void sent(Turn turn, Instance instance, Journey journey, Instant at);

    /** No channel would do. */
    void notSent(Turn turn, Instance instance, Journey journey, Instant at);
}
