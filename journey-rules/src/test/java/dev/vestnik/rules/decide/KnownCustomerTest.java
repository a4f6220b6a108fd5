package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.customer.Profile;
import dev.vestnik.rules.journey.Journey;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Conditions pay for the customer's zone, which is worked out of the phone number, only where they ask for it. */
class KnownCustomerTest {
    /** A profile without a zone of its own: looking for one is the first thing on the way to the phone's. */
    private static final class Fields extends HashMap<String, Object> {
        private int reads;

        Fields() {
            super(Map.of("phone", "+4930123456", "firstName", "Anna"));
        }

        @Override
        public @Nullable Object get(@Nullable Object field) {
            reads += "timezone".equals(field) ? 1 : 0;
            return super.get(field);
        }
    }

    private final Fields fields = new Fields();

    private static Journey journey(String condition) {
        return Written.journey("""
                id: delayed
                class: service
                entry: {on: order.shipped, if: 'CONDITION'}
                start: wait
                steps: {wait: {type: delay, for: PT1H}}
                """.replace("CONDITION", condition));
    }

    private Shop entered(String condition) {
        Shop shop = new Shop(journey(condition));
        shop.become(shop.state().withProfile(new Profile(fields)));
        fields.reads = 0;
        return shop.happens("order.shipped", Map.of("orderId", "o1"));
    }

    @Test
    void nobodyWorksItOutForAConditionThatDoesNotAsk() {
        Shop shop = entered("customer.firstName == \"Anna\" && customer.locale == \"en\"");
        assertThat(shop.story()).containsExactly("ENTERED");
        assertThat(fields.reads).isZero();
    }

    @Test
    void itIsWorkedOutOnce() {
        Shop shop = entered("customer.timezone == \"Europe/Berlin\" && customer.timezone != \"UTC\"");
        assertThat(shop.story()).containsExactly("ENTERED");
        assertThat(fields.reads).isEqualTo(1);
    }
}
