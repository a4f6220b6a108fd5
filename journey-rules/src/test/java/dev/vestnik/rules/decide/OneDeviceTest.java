package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.address.AddressState.Holder;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.definition.FeatureLevel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A device belongs to whom it was registered for last. */
class OneDeviceTest {
    private static final CustomerKey ANNA = Town.ANNA;
    private static final CustomerKey BORIS = Town.BORIS;
    private static final String TOKEN = "t-1";
    private static final AddressKey KEY = AddressKey.of("main", Channel.PUSH, TOKEN);

    private final Town town = new Town(Written.journey("""
            {id: shipped, class: service, entry: {on: order.shipped, key: event.orderId}, start: tell,
             steps: {tell: {type: message, template: hello, channels: [{via: push}]}}}
            """));

    @Test
    void itIsTakenFromWhoHadItBefore() {
        registers(ANNA);
        registers(BORIS);
        assertThat(town.tokens(ANNA)).isEmpty();
        assertThat(town.tokens(BORIS)).containsExactly(TOKEN);
        assertThat(town.story(ANNA)).contains("DROPPED device-taken");

        town.happens(ANNA, "order.shipped", Map.of("orderId", "o1"));
        assertThat(town.sent(ANNA)).isEmpty();
        assertThat(town.story(ANNA)).contains("SKIPPED no-device");
        town.happens(BORIS, "order.shipped", Map.of("orderId", "o2"));
        assertThat(town.sent(BORIS)).hasSize(1);
    }

    @Test
    void registeredAgainItComesBack() {
        registers(ANNA);
        registers(BORIS);
        registers(ANNA);
        assertThat(town.tokens(ANNA)).containsExactly(TOKEN);
        assertThat(town.tokens(BORIS)).isEmpty();
    }

    @Test
    void aMessageThatNoSenderHasHandedOnIsTakenBack() {
        registers(ANNA);
        town.happens(ANNA, "order.shipped", Map.of("orderId", "o1"));
        registers(BORIS);
        assertThat(town.only(ANNA, Effect.Revoke.class))
                .extracting(Effect.Revoke::message)
                .containsExactly(town.sent(ANNA).getFirst().message());
        assertThat(town.story(ANNA)).contains("REVOKED device-taken");
    }

    @Test
    void whoHasAnotherDeviceKeepsTheMessage() {
        town.registers(ANNA, "t-2", town.now());
        registers(ANNA);
        town.happens(ANNA, "order.shipped", Map.of("orderId", "o1"));
        registers(BORIS);
        assertThat(town.tokens(ANNA)).containsExactly("t-2");
        assertThat(town.only(ANNA, Effect.Revoke.class)).isEmpty();
    }

    @Test
    void anOlderRegistrationThatComesLateTakesNothing() {
        Instant before = town.now();
        town.after(60);
        registers(BORIS);
        town.registers(ANNA, TOKEN, before);
        town.settle();
        assertThat(town.tokens(BORIS)).containsExactly(TOKEN);
        assertThat(town.tokens(ANNA)).isEmpty();
        assertThat(town.story(ANNA)).contains("DROPPED device-taken");
    }

    @Test
    void anOlderRegistrationThatComesAfterTheNewerOneWasRemovedBringsNothingBack() {
        Instant before = town.now();
        town.after(60);
        registers(BORIS);
        town.happens(BORIS, "device.removed", Map.of("platform", "ios", "token", TOKEN));
        town.registers(ANNA, TOKEN, before);
        town.settle();
        assertThat(town.tokens(ANNA)).isEmpty();
        assertThat(town.address(KEY).holders()).isEmpty();
    }

    /** An app registers its device at each start: the owner hears of it only where another customer had it meanwhile. */
    @Test
    void aRegistrationThatChangesNothingIsToldToNobody() {
        registers(ANNA);
        registers(ANNA);
        assertThat(told(ANNA)).isEqualTo(1);
    }

    @Test
    void aRegistrationThatCrossesTheWordOfTheOwnerStands() {
        registers(ANNA);
        town.after(1);
        town.registers(BORIS, TOKEN, town.now());
        town.after(1);
        town.registers(ANNA, TOKEN, town.now()); // the owner has not heard of Boris yet
        town.settle();
        assertThat(town.tokens(ANNA)).containsExactly(TOKEN);
        assertThat(town.tokens(BORIS)).isEmpty();
    }

    @Test
    void aDeadTokenIsForgottenAlsoByWhoHasItNow() {
        registers(ANNA);
        town.happens(ANNA, "order.shipped", Map.of("orderId", "o1"));
        registers(BORIS);
        town.after(1);
        town.reports(ANNA, town.sent(ANNA).getFirst().message(), false, List.of(TOKEN));
        town.settle();
        assertThat(town.tokens(BORIS)).isEmpty();
        assertThat(town.story(BORIS)).contains("SUPPRESSED dead-address");

        registers(BORIS);
        assertThat(town.tokens(BORIS)).as("registered again it is alive").containsExactly(TOKEN);
    }

    @Test
    void anErasedCustomerIsGoneFromItsOwner() {
        registers(ANNA);
        town.happens(ANNA, "customer.erased", Map.of());
        assertThat(town.address(KEY).holders()).isEmpty();
        assertThat(town.state(ANNA).reach().isEmpty()).isTrue();
    }

    @Test
    void whatComesTwiceChangesNothing() {
        registers(ANNA);
        registers(BORIS);
        var state = town.address(KEY);
        List.of(ANNA, BORIS)
                .forEach(customer -> town.only(customer, Effect.TellAddress.class)
                        .forEach(tell -> town.hears(tell.address(), tell.word())));
        town.settle();
        assertThat(town.address(KEY)).isEqualTo(state);
        assertThat(town.tokens(BORIS)).containsExactly(TOKEN);
        assertThat(town.tokens(ANNA)).isEmpty();
    }

    @Test
    void nothingIsToldBeforeEveryEngineKnowsOfIt() {
        town.publish(town.published().on(FeatureLevel.MEMORY));
        registers(ANNA);
        registers(BORIS);
        assertThat(told(ANNA) + told(BORIS)).isZero();
        assertThat(town.state(ANNA).reach().isEmpty()).isTrue();

        town.publish(town.published().on(FeatureLevel.ADDRESSES));
        town.happens(ANNA, "order.shipped", Map.of("orderId", "o1"));
        town.happens(BORIS, "order.shipped", Map.of("orderId", "o2"));
        assertThat(town.tokens(ANNA).size() + town.tokens(BORIS).size())
                .as("nobody knows who was the last; the next registration says")
                .isEqualTo(1);
        registers(ANNA);
        assertThat(town.tokens(ANNA)).containsExactly(TOKEN);
        assertThat(town.tokens(BORIS)).isEmpty();
    }

    /** Whatever crosses whatever on the way. */
    @Test
    void inTheEndTheLastRegistrationCounts() {
        long seed = System.nanoTime();
        for (int run = 0; run < 500; run++) {
            Random random = new Random(seed + run);
            Town world = new Town();
            List<CustomerKey> people = List.of(ANNA, BORIS, new CustomerKey("main", "vera"));
            CustomerKey last = ANNA;
            for (int i = 0; i < 12; i++) {
                world.after(1);
                last = people.get(random.nextInt(people.size()));
                world.registers(last, TOKEN, world.now());
                for (int words = random.nextInt(4); words > 0 && !world.isSettled(); words--) {
                    world.oneArrives(random);
                }
            }
            while (!world.isSettled()) {
                world.oneArrives(random);
            }
            CustomerKey owner = last;
            assertThat(people.stream().filter(one -> !world.tokens(one).isEmpty()))
                    .as("seed %d, run %d", seed, run)
                    .containsExactly(owner);
            assertThat(world.address(KEY).holders())
                    .as("seed %d, run %d", seed, run)
                    .extracting(Holder::customer)
                    .containsExactly(owner);
        }
    }

    private void registers(CustomerKey customer) {
        town.after(1);
        town.registers(customer, TOKEN, town.now());
        town.settle();
    }

    private int told(CustomerKey customer) {
        return town.only(customer, Effect.TellAddress.class).size();
    }
}
