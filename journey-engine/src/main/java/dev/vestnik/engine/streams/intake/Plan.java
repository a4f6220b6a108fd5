package dev.vestnik.engine.streams.intake;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Decision;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.reason.SetAsideReason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All that a decision does, serialised and checked before anything of it is done. Filled by {@link Planner}. */
final class Plan {
    final byte[] customer;
    /** To be put into the store; null deletes. Only where {@link #changed}. */
    byte @Nullable [] state;

    boolean changed;
    /** Forget the timeline before anything is added to it. */
    boolean erase;

    /** Whether a consumer waits for the messages. */
    boolean urgent;

    int firstSequence;
    byte @Nullable [] timeline;
    /** Why the signal's record is to be set aside as well; null: it is not. */
    @Nullable
    SetAsideReason setAside;

    /** To be put into the store beside the state. */
    final List<Row> rows = new ArrayList<>(0);

    final List<Emission> emissions = new ArrayList<>(4);
    final List<Decision> decisions = new ArrayList<>(4);
    /** Parts of a visitor's state that are put by until the last one comes; a null value deletes. */
    final List<MoveParts.Kept> parts = new ArrayList<>(0);
    /** The customer who is to hear the signal's record, this key being a visitor's who is that customer; null: nobody. */
    @Nullable
    CustomerKey relayTo;

    /** Counted and traced; no part of the transaction. */
    final List<Effect.Passed> passed = new ArrayList<>(1);

    private @Nullable String input;

    /** A row of an owner's; a value of null deletes it. */
    record Row(byte[] key, byte @Nullable [] value) {}

    Plan(byte[] customer) {
        this.customer = customer;
    }

    /** Whether there is nothing to be stored or sent. */
    boolean isEmpty() {
        return !changed
                && !erase
                && setAside == null
                && rows.isEmpty()
                && emissions.isEmpty()
                && decisions.isEmpty()
                && parts.isEmpty();
    }

    /** The origin of the signal; put into words once. */
    @Nullable
    String input(Supplier<@Nullable String> words) {
        if (input == null) {
            input = words.get();
        }
        return input;
    }
}
