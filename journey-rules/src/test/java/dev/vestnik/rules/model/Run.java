package dev.vestnik.rules.model;

import dev.vestnik.rules.model.History.Told;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run of a plan in the model. */
final class Run {
    final String journey;
    final Told cause;
    final Instant enteredAt;
    final Map<Told, Instant> kept = new LinkedHashMap<>(); // with the times from which they count
    final Plan.@Nullable Goal goal;
    Plan plan;
    long n;
    Instant contextOf;
    String step = "";

    /** When it came to its step, by the nominal time. */
    Instant stepAt;

    /** From when the time of a wait counts. */
    Instant base;

    /** When it goes on by itself; null: never. */
    @Nullable
    Instant due;

    /** When it was due and could not go on; null: never. */
    @Nullable
    Instant lookedAt;

    /** The channel whose message that gate holds. */
    int heldAt;

    /** Whether its message is to come to the gates, again or at last. */
    boolean atGates;

    boolean over;
    boolean heldOut;
    boolean converted;

    /** The place of the channel that has its turn. */
    int channel;

    /** When that turn is over; null while none has been sent. */
    @Nullable
    Instant turnUntil;

    /** The gate that holds its message; null: none. */
    @Nullable
    String heldBy;

    /** What it has sent and waits for. */
    @Nullable
    Sent out;

    Run(Plan plan, Told cause, Instant nominal, Instant now) {
        this.journey = plan.id();
        this.plan = plan;
        this.goal = plan.goal();
        this.cause = cause;
        this.enteredAt = now;
        this.stepAt = nominal;
        this.base = nominal;
        this.contextOf = nominal;
        this.n = (long) cause.data().get("n");
    }

    String id() {
        return journey + "/" + cause.id();
    }

    /** Whether the event is of this run's order, or whatever the journey is about. */
    boolean isOf(Told event) {
        return !plan.entry().keyed()
                || cause.data().get("k").equals(event.data().get("k"));
    }

    Plan.@Nullable Message message() {
        return !over && plan.step(step) instanceof Plan.Message message ? message : null;
    }

    boolean isHeldBy(String gate) {
        return gate.equals(heldBy) && heldAt == channel;
    }

    /** Whether quiet hours, a cap or a better message have held its message. */
    boolean waited() {
        return heldBy != null && !heldBy.equals("paused");
    }
}
