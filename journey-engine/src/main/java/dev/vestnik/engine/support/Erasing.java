package dev.vestnik.engine.support;

import dev.vestnik.engine.definitions.DefinitionsSource;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.owner.Request;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Erases customers: writes the event among the shop's own, so that it counts after all that was accepted before, and asks the customer's
 * key until that says so. Its answer is read from what is committed.
 */
final class Erasing {
    /** A visitor's key answers within a few commits. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final long BETWEEN_MS = 50;

    private final CustomerEvents events;
    private final Asking asking;
    private final DefinitionsSource definitions;

    Erasing(CustomerEvents events, Asking asking, DefinitionsSource definitions) {
        this.events = events;
        this.asking = asking;
        this.definitions = definitions;
    }

    /** Whether it is done; where nobody has said so in time it stands, since the event is in Kafka. */
    boolean erase(CustomerKey customer) throws InterruptedException {
        Request.ConfirmErased confirm = new Request.ConfirmErased(CustomerEvents.SOURCE, events.erasure(customer));
        boolean answered = definitions.current().level().allows(FeatureLevel.LANGUAGE);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (answered && System.nanoTime() < deadline) {
            String askId = UUID.randomUUID().toString();
            if (asking.ask(askId, customer, confirm).orElse(null) instanceof OwnerReply.Granted) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_MS);
        }
        return false;
    }
}
