package dev.vestnik.rules.gate;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.Via;
import dev.vestnik.rules.reason.HoldReason;
import java.time.Instant;

/**
 * A message that may be sent: one channel's turn in a message step.
 *
 * @param channel index into the step's channels
 * @param nominalAt the step's nominal time
 * @param passedOver the channels that had their No, as in {@link Position#passedOver}
 */
public record Candidate(
        Instance instance, Journey journey, SendingStep step, int channel, Instant nominalAt, int passedOver) {

    /** One whose step knows what it has passed over by the instance's position. */
    public Candidate(Instance instance, Journey journey, SendingStep step, int channel, Instant nominalAt) {
        this(instance, journey, step, channel, nominalAt, instance.position().passedOver());
    }

    /** Another channel's turn in the same step. */
    public Candidate at(int other) {
        return new Candidate(instance, journey, step, other, nominalAt, passedOver);
    }

    /** The same where these channels have had their No. */
    public Candidate passingOver(int channels) {
        return new Candidate(instance, journey, step, channel, nominalAt, channels);
    }

    /** The channels that had their No, this one among them. */
    public int withThisPassedOver() {
        return passedOver | (1 << channel);
    }

    public boolean isPassedOver() {
        return (passedOver & (1 << channel)) != 0;
    }

    public Via via() {
        return step.channels().get(channel);
    }

    /** Whether the step has no channel after this one. */
    public boolean isLast() {
        return channel == step.channels().size() - 1;
    }

    /** Whether it comes back from having been held for the same reason, which was recorded then. */
    public boolean isHeldBy(HoldReason reason) {
        return instance.position() instanceof Position.Held held
                && (held.channel() == channel
                        ? held.reason().equals(reason)
                        : held.others().contains(reason));
    }
}
