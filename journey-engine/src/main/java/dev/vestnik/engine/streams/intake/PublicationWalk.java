package dev.vestnik.engine.streams.intake;

import dev.vestnik.engine.streams.intake.Planner.Question;
import dev.vestnik.engine.streams.progress.Causes;
import dev.vestnik.engine.streams.walk.Walk;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.schemas.registry.RegistryUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.TaskId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves the customers of a task to whom nothing happens as publications say. */
final class PublicationWalk {
    private static final Logger log = LoggerFactory.getLogger(PublicationWalk.class);

    private final CustomerTask task;
    private final Runnable schedule;
    private final Walk walk;

    /** @param schedule is to be called after states have changed */
    PublicationWalk(CustomerTask task, Runnable schedule) {
        this.task = task;
        this.schedule = schedule;
        TaskId id = task.context().taskId();
        EngineParts parts = task.parts();
        this.walk = new Walk(
                task.context(),
                parts.walks(),
                new Walk.Task(parts.definitions(), () -> parts.stores().scan(id), this::redefined, task::walked),
                task.store().walked());
    }

    /** Begins to look for publications. */
    void open() {
        walk.open();
    }

    void close() {
        walk.close();
    }

    /** Moves a customer to whom nothing happens as publications say; true where something came of it. */
    private boolean redefined(byte[] key) {
        Supplier<String> input = () -> "publication " + new String(key, StandardCharsets.UTF_8);
        if (task.trial().verdict(input) != null) {
            return false; // it comes to pass with what happens next
        }
        AtomicBoolean moved = new AtomicBoolean();
        task.trial().run(input, () -> moved.set(move(key)));
        return moved.get();
    }

    private boolean move(byte[] key) {
        Definitions definitions = task.definitions();
        Instant now = task.now();
        Plan plan;
        try {
            CustomerKey customer = CustomerKey.parse(new String(key, StandardCharsets.UTF_8));
            Question question = task.question(customer, key, new Signal.Redefined(), () -> null);
            task.trial().deciding();
            plan = task.planner().plan(question, definitions, now);
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            log.warn("walk=undecidable cause=\"{}\"", Causes.describe(e));
            return false;
        }
        if (plan != null) {
            task.carryOut(plan, null, definitions, now);
            schedule.run();
        }
        return plan != null;
    }
}
