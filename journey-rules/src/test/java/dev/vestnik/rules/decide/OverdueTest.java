package dev.vestnik.rules.decide;

import static dev.vestnik.rules.decide.Carts.cart;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.decide.Signal.WakeClass;
import dev.vestnik.rules.decide.Signal.Woken;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Several runs of a customer have come due during an outage, and not all that happened meanwhile is read yet. */
class OverdueTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Shop shop = new Shop(Carts.abandoned(1)).known();

    /** The engine has read up to the first one's time. */
    @Test
    void aPurchaseBetweenTwoThatAreOverdueIsSeenBeforeTheSecond() {
        shop.happens("cart.updated", cart("c1", 100)).outage(HOUR);
        shop.happens("cart.updated", cart("c2", 100)).outage(Carts.QUIET.plus(HOUR));
        shop.signal(new Woken(due(), WakeClass.MARKETING));
        assertThat(shop.sent()).hasSize(1);

        shop.happens("order.placed", cart("c2", 100)).after(Duration.ZERO);
        assertThat(shop.sent()).hasSize(1);
        assertThat(shop.story()).endsWith("LEFT purchased");
    }

    @Test
    void eachOverdueWaitIsDecidedAtItsOwnTime() {
        shop.happens("cart.updated", cart("c1", 100)).outage(HOUR);
        shop.happens("cart.updated", cart("c2", 100)).outage(Carts.QUIET.plus(HOUR));
        shop.after(Duration.ZERO);
        assertThat(shop.count(Outcome.SENT)).isEqualTo(2);
    }

    private Instant due() {
        return Objects.requireNonNull(shop.state().armed().marketing());
    }
}
