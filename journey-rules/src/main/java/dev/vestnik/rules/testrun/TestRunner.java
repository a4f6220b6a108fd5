package dev.vestnik.rules.testrun;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.journey.Journey;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Drives the rules with a virtual clock: events, receipts and wake-ups, merged by their times. It is a pure function like the rules. What
 * a step asks of others is answered as the run says, or not at all: the step goes on as after its time-out then.
 */
public final class TestRunner {
    /** More than the longest of journeys takes for one customer; a loop ends here. */
    public static final int MOST_SIGNALS = 2_000;

    /** Enough ids for one that no control group of at most 99 percent has. */
    private static final int IDS = 1_000;

    private static final String SHOP = "main";

    private final Decider decider;

    /** @param decider with links that lead nowhere */
    public TestRunner(Decider decider) {
        this.decider = decider;
    }

    /** @param definitions with the journeys that the run is about, and no others */
    public TestReport run(TestRun run, Definitions definitions) {
        return new Course(decider, customer(run.subject(), definitions), run, definitions).toItsEnd();
    }

    private static CustomerKey customer(Subject subject, Definitions definitions) {
        List<Journey> journeys = definitions.journeys().values().stream()
                .flatMap(published -> Stream.ofNullable(published.version(published.current())))
                .toList();
        String shop = Objects.requireNonNullElseGet(subject.shop(), () -> shop(journeys));
        String id = subject.id();
        return id == null ? treated(shop, journeys) : new CustomerKey(shop, id);
    }

    private static String shop(List<Journey> journeys) {
        return journeys.stream()
                .flatMap(journey -> journey.shops().stream())
                .sorted()
                .findFirst()
                .orElse(SHOP);
    }

    /** A customer outside all control groups, where there is one. */
    private static CustomerKey treated(String shop, List<Journey> journeys) {
        for (int i = 1; i <= IDS; i++) {
            CustomerKey next = new CustomerKey(shop, "somebody-" + i);
            if (journeys.stream().noneMatch(journey -> Decider.isHeldOut(next, journey))) {
                return next;
            }
        }
        return new CustomerKey(shop, "somebody");
    }
}
