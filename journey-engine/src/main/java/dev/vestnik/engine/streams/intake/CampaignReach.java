package dev.vestnik.engine.streams.intake;

import dev.vestnik.engine.streams.codec.CursorCodec;
import dev.vestnik.engine.streams.codec.CursorCodec.StoredCursor;
import dev.vestnik.engine.streams.edge.OutgoingMessages;
import dev.vestnik.engine.streams.intake.Planner.Question;
import dev.vestnik.engine.streams.progress.Causes;
import dev.vestnik.engine.streams.walk.CampaignWalk;
import dev.vestnik.rules.campaign.Launch;
import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.CampaignOutcome;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.decide.Decision;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.schemas.registry.RegistryUnavailableException;
import dev.vestnik.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.TaskId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets campaigns reach the customers of a task. */
final class CampaignReach {
    private static final Logger log = LoggerFactory.getLogger(CampaignReach.class);
    private static final String FAILED = "failed";

    private final CustomerTask task;
    private final Runnable schedule;
    private final CampaignWalk walk;

    /** @param schedule is to be called after states have changed */
    CampaignReach(CustomerTask task, Runnable schedule) {
        this.task = task;
        this.schedule = schedule;
        TaskId id = task.context().taskId();
        EngineParts parts = task.parts();
        this.walk = new CampaignWalk(
                task.context(),
                parts.walks(),
                parts.pace(),
                new CampaignWalk.Task(
                        parts.definitions(),
                        from -> parts.stores().scan(id, from),
                        new StoredCursors(),
                        isMeant(parts.decider(), InstantSource.system()),
                        this::reach,
                        this::cancel,
                        parts.partitions()));
    }

    void close() {
        walk.close();
    }

    /** On the thread that reads: the decision itself asks again, with the state as it is then. */
    private static CampaignWalk.Judging isMeant(Decider decider, InstantSource clock) {
        return (CustomerKey customer, CustomerState state, Launch launch, Definitions definitions) -> {
            try {
                return decider.isMeant(customer, state, launch, definitions, clock.instant());
            } catch (RuntimeException | StackOverflowError e) {
                return new Evaluation.Failed(Causes.describe(e));
            }
        };
    }

    private final class StoredCursors implements CampaignWalk.Cursors {
        private final CursorCodec codec = new CursorCodec();

        @Override
        public @Nullable StoredCursor of(JourneyId campaign) {
            byte[] stored = task.store().cursor(campaign);
            return stored == null ? null : CursorCodec.read(stored);
        }

        @Override
        public void put(JourneyId campaign, StoredCursor cursor) {
            task.cursor(campaign, codec.write(cursor));
        }
    }

    private void reach(Launch launch, byte[] key, Definitions definitions, Map<String, Long> counts) {
        Supplier<String> input = () -> "campaign " + launch.journey() + " " + new String(key, StandardCharsets.UTF_8);
        if (task.trial().verdict(input) != null) {
            counts.merge(FAILED, 1L, Long::sum);
        } else {
            task.trial().run(input, () -> decide(launch, key, definitions, counts));
        }
    }

    private void decide(Launch launch, byte[] key, Definitions definitions, Map<String, Long> counts) {
        Instant now = task.now();
        Plan plan;
        try {
            CustomerKey customer = CustomerKey.parse(new String(key, StandardCharsets.UTF_8));
            Signal launched = new Signal.Launched(launch.journey(), launch.run());
            Question question = task.question(customer, key, launched, () -> null);
            task.trial().deciding();
            plan = task.planner().plan(question, definitions, now);
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            log.warn("campaign=undecidable cause=\"{}\"", Causes.describe(e));
            counts.merge(FAILED, 1L, Long::sum);
            return;
        }
        if (plan != null) {
            count(launch, plan, counts);
            task.carryOut(plan, null, definitions, now);
            schedule.run();
        }
    }

    /** The reasons are a closed set, and so are the channels. */
    private void count(Launch launch, Plan plan, Map<String, Long> counts) {
        List<Decision> decisions = CampaignOutcome.of(launch.journey(), plan.decisions);
        if (!decisions.isEmpty()) {
            task.parts().walks().reached();
            counts.merge("reached", 1L, Long::sum);
            CampaignOutcome.labels(decisions).forEach(label -> counts.merge(label, 1L, Long::sum));
        }
    }

    private void cancel(JourneyId campaign, int run) {
        task.emit(new Emission(
                Topics.REVOCATIONS.name(),
                campaign.value().getBytes(StandardCharsets.UTF_8),
                task.parts()
                        .writer()
                        .write(
                                Topics.REVOCATIONS.name(),
                                OutgoingMessages.cancelled(campaign.value(), run, task.now()))));
    }
}
