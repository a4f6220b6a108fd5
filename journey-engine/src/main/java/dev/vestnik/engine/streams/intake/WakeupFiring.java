package dev.vestnik.engine.streams.intake;

import dev.vestnik.engine.streams.codec.StateCodec;
import dev.vestnik.engine.streams.codec.StoreKeys;
import dev.vestnik.engine.streams.codec.UnreadableStateException;
import dev.vestnik.engine.streams.intake.Planner.Question;
import dev.vestnik.engine.streams.progress.Causes;
import dev.vestnik.engine.streams.wakeup.Backlog;
import dev.vestnik.engine.streams.wakeup.WakeupIndex.Due;
import dev.vestnik.engine.streams.wakeup.WakeupTicker;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.Position.Failure;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.owner.Owner;
import dev.vestnik.rules.reason.Breakdown;
import dev.vestnik.schemas.registry.RegistryUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Fires the wake-ups of a task when they are due. */
final class WakeupFiring {
    /** Between two looks at a state that cannot be read, for a wake-up of its customer. */
    private static final Duration UNREADABLE_AGAIN = Duration.ofMinutes(15);

    private final CustomerTask task;
    private final WakeupTicker ticker;

    WakeupFiring(CustomerTask task, Backlog backlog) {
        this.task = task;
        this.ticker = new WakeupTicker(
                task.context(),
                task.wakeUps(),
                task.parts().pace(),
                backlog,
                this::wake,
                task.trial().progress()::earliest);
    }

    /** To be called after states have changed. */
    void schedule() {
        ticker.schedule();
    }

    void close() {
        ticker.close();
    }

    private void wake(Due due) {
        String verdict = task.trial().verdict(() -> input(due));
        task.trial().run(() -> input(due), () -> wakeKnown(due, verdict));
    }

    private static String input(Due due) {
        return due.wakeClass() + "@" + due.at() + " " + new String(due.customer(), StandardCharsets.UTF_8);
    }

    /** Fires a wake-up; one that its state knows nothing of is only removed. */
    private void wakeKnown(Due due, @Nullable String verdict) {
        if (!StoreKeys.isCustomer(due.customer())) {
            wakeOther(due, verdict);
            return;
        }
        CustomerKey customer = CustomerKey.parse(new String(due.customer(), StandardCharsets.UTF_8));
        byte[] state = task.store().state(due.customer());
        long armed = StateCodec.armed(state, due.wakeClass());
        Question question;
        try {
            Signal woken = new Signal.Woken(Instant.ofEpochMilli(due.at()), due.wakeClass());
            question = new Question(
                    customer,
                    due.customer(),
                    state == null ? null : task.planner().read(state),
                    woken,
                    () -> null);
        } catch (UnreadableStateException e) {
            putOff(due, armed, e);
            return;
        }
        if (armed == due.at()) {
            fire(due, question, verdict);
        } else {
            stale(due, armed);
        }
    }

    /** An owner that is no customer: where its wake-up cannot be decided, it is tried again. */
    private void wakeOther(Due due, @Nullable String verdict) {
        byte[] state = task.store().state(due.customer());
        long armed = StateCodec.armed(state, due.wakeClass());
        Definitions definitions = task.definitions();
        Instant now = task.now();
        Plan plan;
        try {
            if (verdict != null) {
                throw new EndsThreadException(verdict);
            }
            task.trial().deciding();
            plan = woken(due, state, definitions, now);
        } catch (RuntimeException e) {
            putOff(due, armed, e);
            return;
        }
        if (armed != due.at()) {
            stale(due, armed);
            return;
        }
        task.carryOut(plan, null, definitions, now);
        if (StateCodec.armed(plan.state, due.wakeClass()) == due.at()) {
            task.wakeUps().back(due); // within the same millisecond, or the clock has stepped back since
        }
        commitSoon(plan);
    }

    private Plan woken(Due due, byte @Nullable [] state, Definitions definitions, Instant now) {
        Owner owner = Owner.parse(new String(due.customer(), StandardCharsets.UTF_8));
        return switch (owner.kind()) {
            case OFFER_POOL -> task.pools().woken(due.customer(), state, definitions, now);
            case BUDGET -> task.budgets().woken(due.customer(), state, now);
            case CODES -> task.codes().woken(new VerificationPlanner.Question(due.customer(), state, owner.key()), now);
            case PRODUCT -> task.products().woken(due.customer(), state, definitions, now);
            case ADDRESS, CUSTOMER, CAMPAIGN, SOURCE -> task.addresses().woken(due.customer(), state, now);
        };
    }

    private void stale(Due due, long armed) {
        if (armed != StateCodec.NOT_ARMED && armed < due.at()) {
            task.wakeUps().move(due, armed); // it was put off while its state could not be read
        } else {
            task.wakeUps().remove(due);
        }
    }

    /** The wake-up comes again until an engine can read the state, and is set aside where it comes for the first time. */
    private void putOff(Due due, long armed, RuntimeException e) {
        if (armed == due.at()) {
            task.deadLetters().wakeUp(due, CustomerTask.reason(e), e);
        }
        task.wakeUps().move(due, task.now().plus(UNREADABLE_AGAIN).toEpochMilli());
    }

    private void fire(Due due, Question question, @Nullable String verdict) {
        Definitions definitions = task.definitions();
        Instant now = task.now();
        Plan plan = verdict == null
                ? planned(due, question, definitions, now)
                : endsThread(due, question, definitions, now, verdict);
        task.carryOut(plan, null, definitions, now);
        if (StateCodec.armed(plan.state, due.wakeClass()) == due.at()) {
            task.wakeUps().back(due); // the next step is due at the same time
        }
        commitSoon(plan);
        task.parts().metrics().late(now.toEpochMilli() - due.at(), ticker.held(due, now.toEpochMilli()));
    }

    /** Commits early, unless the engine is behind: it catches up soonest in large transactions. */
    private void commitSoon(Plan plan) {
        if (!plan.emissions.isEmpty() && !task.parts().pace().isBehind()) {
            task.commitEarly();
        }
    }

    /** Plans a wake-up. One that cannot be decided at all is set aside, and the instances that were due are parked. */
    private Plan planned(Due due, Question question, Definitions definitions, Instant now) {
        try {
            task.trial().deciding();
            return Objects.requireNonNull(task.planner().plan(question, definitions, now), "nothing came of it");
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            task.deadLetters().wakeUp(due, CustomerTask.reason(e), e);
            return task.planner().park(question, definitions, now, new Failure(breakdown(e), Causes.describe(e)));
        }
    }

    private Plan endsThread(Due due, Question question, Definitions definitions, Instant now, String verdict) {
        task.deadLetters().wakeUp(due, DeadLetterReason.ENDS_THREAD, new EndsThreadException(verdict));
        return task.planner().park(question, definitions, now, new Failure(Breakdown.ENDS_THREAD, verdict));
    }

    private static Breakdown breakdown(Throwable e) {
        return switch (e) {
            case TooLargeException large -> Breakdown.TOO_LARGE;
            case UnreadableStateException state -> Breakdown.UNREADABLE_STATE;
            default -> Breakdown.UNDECIDABLE;
        };
    }
}
