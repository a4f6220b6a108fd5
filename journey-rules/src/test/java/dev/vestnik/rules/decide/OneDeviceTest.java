package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.address.AddressState.Holder;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Signal.Receipt.DeadToken;
import dev.vestnik.rules.decide.Signal.Receipt.Details;
import dev.vestnik.rules.definition.FeatureLevel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A device belongs to whom it was registered for last. */
class OneDeviceTest {
    private static final CustomerKey ANNA = Household.ANNA;
    private static final CustomerKey BORIS = Household.BORIS;
    private static final String TOKEN = "t-1";
    private static final AddressKey KEY = AddressKey.of("main", Channel.PUSH, TOKEN);

    private final Household household = new Household(Written.journey("""
            {id: shipped, class: service, entry: {on: order.shipped, key: event.orderId}, start: tell,
             steps: {tell: {type: message, template: hello, channels: [{via: push}]}}}
            """));

    @Test
    void itIsTakenFromWhoHadItBefore() {
        registers(ANNA);
        registers(BORIS);
        assertThat(household.tokens(ANNA)).isEmpty();
        assertThat(household.tokens(BORIS)).containsExactly(TOKEN);
        assertThat(household.story(ANNA)).contains("DROPPED device-taken");

        household.happens(ANNA, "order.shipped", Map.of("orderId", "o1"));
        assertThat(household.sent(ANNA)).isEmpty();
        assertThat(household.story(ANNA)).contains("SKIPPED no-device");
        household.happens(BORIS, "order.shipped", Map.of("orderId", "o2"));
        assertThat(household.sent(BORIS)).hasSize(1);
    }

    @Test
    void registeredAgainItComesBack() {
        registers(ANNA);
        registers(BORIS);
        registers(ANNA);
        assertThat(household.tokens(ANNA)).containsExactly(TOKEN);
        assertThat(household.tokens(BORIS)).isEmpty();
    }

    @Test
    void aMessageThatNoSenderHasHandedOnIsTakenBack() {
        registers(ANNA);
        household.happens(ANNA, "order.shipped", Map.of("orderId", "o1"));
        registers(BORIS);
        assertThat(household.only(ANNA, Effect.Revoke.class))
                .extracting(Effect.Revoke::message)
                .containsExactly(household.sent(ANNA).getFirst().message());
        assertThat(household.story(ANNA)).contains("REVOKED device-taken");
    }

    @Test
    void whoHasAnotherDeviceKeepsTheMessage() {
        household.registers(ANNA, "t-2", household.now());
        registers(ANNA);
        household.happens(ANNA, "order.shipped", Map.of("orderId", "o1"));
        registers(BORIS);
        assertThat(household.tokens(ANNA)).containsExactly("t-2");
        assertThat(household.only(ANNA, Effect.Revoke.class)).isEmpty();
    }

    @Test
    void anOlderRegistrationThatComesLateTakesNothing() {
        Instant before = household.now();
        household.after(60);
        registers(BORIS);
        household.registers(ANNA, TOKEN, before);
        household.settle();
        assertThat(household.tokens(BORIS)).containsExactly(TOKEN);
        assertThat(household.tokens(ANNA)).isEmpty();
        assertThat(household.story(ANNA)).contains("DROPPED device-taken");
    }

    @Test
    void anOlderRegistrationThatComesAfterTheNewerOneWasRemovedBringsNothingBack() {
        Instant before = household.now();
        household.after(60);
        registers(BORIS);
        household.happens(BORIS, "device.removed", Map.of("platform", "ios", "token", TOKEN));
        household.registers(ANNA, TOKEN, before);
        household.settle();
        assertThat(household.tokens(ANNA)).isEmpty();
        assertThat(household.address(KEY).holders()).isEmpty();
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
        household.after(1);
        household.registers(BORIS, TOKEN, household.now());
        household.after(1);
        household.registers(ANNA, TOKEN, household.now()); // the owner has not heard of Boris yet
        household.settle();
        assertThat(household.tokens(ANNA)).containsExactly(TOKEN);
        assertThat(household.tokens(BORIS)).isEmpty();
    }

    @Test
    void aTokenRegisteredAgainSinceItWasDeadIsAlive() {
        registers(ANNA);
        household.happens(ANNA, "order.shipped", Map.of("orderId", "o1"));
        registers(BORIS);
        household.after(1);
        household.reports(ANNA, household.sent(ANNA).getFirst().message(), false, List.of(TOKEN));
        household.after(1);
        household.registers(BORIS, TOKEN, household.now()); // the owner is not told of it, and its news is under way
        household.settle();
        assertThat(household.tokens(BORIS)).containsExactly(TOKEN);
    }

    @Test
    void aDeadTokenIsForgottenAlsoByWhoHasItNow() {
        registers(ANNA);
        household.happens(ANNA, "order.shipped", Map.of("orderId", "o1"));
        registers(BORIS);
        household.after(1);
        household.reports(ANNA, household.sent(ANNA).getFirst().message(), false, List.of(TOKEN));
        household.settle();
        assertThat(household.tokens(BORIS)).isEmpty();
        assertThat(household.story(BORIS)).contains("SUPPRESSED dead-address");

        registers(BORIS);
        assertThat(household.tokens(BORIS)).as("registered again it is alive").containsExactly(TOKEN);
    }

    /** A provider says since when: what the customer has registered after that works. */
    @Test
    void aDeviceRegisteredSinceItWasGoneIsKept() {
        registers(ANNA);
        household.happens(ANNA, "order.shipped", Map.of("orderId", "o1"));
        Instant gone = household.now();
        registers(ANNA);
        household.after(1);
        reportsGone(gone);
        assertThat(household.tokens(ANNA)).containsExactly(TOKEN);

        assertThat(household.story(ANNA)).doesNotContain("SUPPRESSED dead-address");

        reportsGone(household.now());
        assertThat(household.tokens(ANNA)).isEmpty();
        assertThat(household.story(ANNA)).containsOnlyOnce("SUPPRESSED dead-address");
    }

    @Test
    void aDeviceRegisteredSinceAReportThatComesLateIsKept() {
        registers(ANNA);
        household.happens(ANNA, "order.shipped", Map.of("orderId", "o1"));
        Instant reported = household.now();
        registers(ANNA);
        household.reports(ANNA, household.sent(ANNA).getFirst().message(), Channel.PUSH, gone(null), reported);
        household.settle();
        assertThat(household.tokens(ANNA)).containsExactly(TOKEN);
    }

    @Test
    void whoRegisteredItSinceItWasGoneForAnotherKeepsIt() {
        registers(ANNA);
        household.happens(ANNA, "order.shipped", Map.of("orderId", "o1"));
        Instant gone = household.now();
        registers(BORIS);
        household.after(1);
        reportsGone(gone);
        assertThat(household.tokens(BORIS)).containsExactly(TOKEN);
    }

    private void reportsGone(Instant since) {
        household.reports(ANNA, household.sent(ANNA).getFirst().message(), Channel.PUSH, gone(since), household.now());
        household.settle();
    }

    private static Details gone(@Nullable Instant since) {
        return new Details("410", false, null, false, false, List.of(new DeadToken(TOKEN, since)), Map.of());
    }

    @Test
    void anErasedCustomerIsGoneFromItsOwner() {
        registers(ANNA);
        household.happens(ANNA, "customer.erased", Map.of());
        assertThat(household.address(KEY).holders()).isEmpty();
        assertThat(household.state(ANNA).reach().isEmpty()).isTrue();
    }

    @Test
    void whatComesTwiceChangesNothing() {
        registers(ANNA);
        registers(BORIS);
        var state = household.address(KEY);
        List.of(ANNA, BORIS)
                .forEach(customer -> household
                        .only(customer, Effect.TellAddress.class)
                        .forEach(tell -> household.hears(tell.address(), tell.word())));
        household.settle();
        assertThat(household.address(KEY)).isEqualTo(state);
        assertThat(household.tokens(BORIS)).containsExactly(TOKEN);
        assertThat(household.tokens(ANNA)).isEmpty();
    }

    @Test
    void nothingIsToldBeforeEveryEngineKnowsOfIt() {
        household.publish(household.published().on(FeatureLevel.MEMORY));
        registers(ANNA);
        registers(BORIS);
        assertThat(told(ANNA) + told(BORIS)).isZero();
        assertThat(household.state(ANNA).reach().isEmpty()).isTrue();

        household.publish(household.published().on(FeatureLevel.ADDRESSES));
        household.happens(ANNA, "order.shipped", Map.of("orderId", "o1"));
        household.happens(BORIS, "order.shipped", Map.of("orderId", "o2"));
        assertThat(household.tokens(ANNA).size() + household.tokens(BORIS).size())
                .as("nobody knows who was the last; the next registration says")
                .isEqualTo(1);
        registers(ANNA);
        assertThat(household.tokens(ANNA)).containsExactly(TOKEN);
        assertThat(household.tokens(BORIS)).isEmpty();
    }

    /** Whatever crosses whatever on the way. */
    @Test
    void inTheEndTheLastRegistrationCounts() {
        long seed = System.nanoTime();
        for (int run = 0; run < 500; run++) {
            Random random = new Random(seed + run);
            Household world = new Household();
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
        household.after(1);
        household.registers(customer, TOKEN, household.now());
        household.settle();
    }

    private int told(CustomerKey customer) {
        return household.only(customer, Effect.TellAddress.class).size();
    }
}
