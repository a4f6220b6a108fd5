package dev.vestnik.rules.model;

import dev.vestnik.rules.model.RandomHistory.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A run of a plan in the model. */
final class ModelRun {
    final String journey;
    final Told cause;
    final Instant enteredAt;

    /** When it began, by the nominal time. */
    final Instant beganAt;

    final Map<Told, Instant> kept = new LinkedHashMap<>(); // with the times from which they count
    final Plan.@Nullable Goal goal;

    /** The percentage of the control group when it began. */
    final int holdout;

    Plan plan;
    long n;
    Object k = "";

    /** The different values of {@code n} that events have brought. */
    List<Long> things = List.of();

    /** The event that its steps see. */
    Told event;

    /** How many emitted events in a row have led to where it is. */
    int depth;

    /** How often it has come to a step. */
    int visits;

    final Set<String> batches = new HashSet<>(); // to which it has come
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

    /** Whether a question of its step is on its way, and is not waited for yet. */
    boolean asking;

    /** The visits in which it has put its question. */
    int[] asks = {};

    /** How often it has asked the pool in this step. */
    int asked;

    boolean over;
    boolean heldOut;
    boolean converted;

    /** The place of the channel that has its turn. */
    int channel;

    /** The gate that holds its message; null: none. */
    @Nullable
    String heldBy;

    /** What it has sent and waits for. */
    @Nullable
    Sent out;

    ModelRun(Plan plan, Told cause, Instant nominal, Instant now) {
        this.journey = plan.id();
        this.plan = plan;
        this.goal = plan.whole().goal();
        this.holdout = plan.holdout();
        this.cause = cause;
        this.enteredAt = now;
        this.beganAt = nominal;
        this.stepAt = nominal;
        this.base = nominal;
        this.contextOf = nominal;
        this.event = cause;
        refresh(cause);
        broughtBy(cause);
    }

    /** The event becomes that which its steps see. */
    void broughtBy(Told by) {
        event = by;
        depth = by.depth();
    }

    /** Computes the context from an event. */
    void refresh(Told from) {
        n = number(from);
        k = plan.entry().calendar() == null ? from.data().get("k") : "k0";
        gather(from);
    }

    /** The value comes last, and only once. */
    void gather(Told from) {
        List<Long> all = new ArrayList<>(things);
        all.remove((Long) number(from));
        all.add(number(from));
        int most = plan.whole().list();
        things = all.size() > most ? List.copyOf(all.subList(all.size() - most, all.size())) : all;
    }

    private long number(Told from) {
        return plan.entry().calendar() == null ? (long) from.data().get("n") : Plan.Calendar.N;
    }

    boolean isFull() {
        return things.size() >= plan.whole().list();
    }

    String id() {
        return journey + "/" + cause.id();
    }

    /** Whether the event is of this run's order, or whatever the journey is about. */
    boolean isOf(Told event) {
        return !plan.entry().keyed()
                || cause.data().get("k").equals(event.data().get("k"));
    }

    boolean hasKeyOf(ModelRun other) {
        return isOf(other.cause);
    }

    Plan.@Nullable Message message() {
        if (over) {
            return null;
        }
        return switch (plan.step(step)) {
            case Plan.Message message -> message;
            case Plan.Ask ask when asking -> ask.message();
            default -> null;
        };
    }

    boolean isHeldBy(String gate) {
        return gate.equals(heldBy) && heldAt == channel;
    }

    /** Whether quiet hours, a cap or a better message have held its message. */
    boolean waited() {
        return heldBy != null && !heldBy.equals("paused");
    }
}
