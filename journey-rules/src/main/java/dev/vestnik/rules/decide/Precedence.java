package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.reason.OnHold;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The order in which instances have their turn that have come due together: as they are due; but messages that have waited for the
 * customer's sake come by the priority of their journeys, in the places that they have among the others.
 */
final class Precedence {
    private Precedence() {}

    static List<Instance> order(Turn turn, List<Instance> due) {
        List<Instance> ordered = new ArrayList<>(due);
        ordered.sort(Comparator.comparing(instance -> instance.position().due()));
        List<Instance> waited = ordered.stream()
                .filter(Precedence::waited)
                .sorted(Comparator.comparingInt(instance -> -priority(turn, instance)))
                .toList();
        if (waited.size() > 1) {
            int next = 0;
            for (int i = 0; i < ordered.size(); i++) {
                if (waited(ordered.get(i))) {
                    ordered.set(i, waited.get(next++));
                }
            }
        }
        return ordered;
    }

    /** Whether its message waits for the customer's sake. */
    static boolean waited(Instance instance) {
        return instance.position() instanceof Position.Held held && OnHold.isForTheCustomersSake(held.reason());
    }

    private static int priority(Turn turn, Instance instance) {
        Journey journey = turn.journeyOf(instance);
        return journey == null ? 0 : journey.priority();
    }
}
