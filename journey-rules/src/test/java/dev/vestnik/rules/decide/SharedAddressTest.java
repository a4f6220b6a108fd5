package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.address.AddressState;
import dev.vestnik.rules.address.AddressState.Holder;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.Signal.Receipt.Details;
import dev.vestnik.rules.definition.FeatureLevel;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A family has one phone and one mailbox: what happens to them happens to all who have them. */
class SharedAddressTest {
    private static final CustomerKey ANNA = Household.ANNA;
    private static final CustomerKey BORIS = Household.BORIS;
    private static final CustomerKey VERA = new CustomerKey("main", "vera");
    private static final String PHONE = "+74956460054";
    private static final String EMAIL = "family@example.com";
    private static final AddressKey PHONE_KEY = AddressKey.of("main", Channel.SMS, PHONE);
    private static final AddressKey EMAIL_KEY = AddressKey.of("main", Channel.EMAIL, EMAIL);

    private final Household household = new Household(Written.journey("""
                    {id: sale, class: marketing, topic: sales, entry: {on: x.sale, key: event.id}, start: tell,
                     steps: {tell: {type: message, template: hello, channels: [{via: sms}]}}}
                    """), Written.journey("""
                    {id: shipped, class: service, entry: {on: order.shipped, key: event.orderId}, start: tell,
                     steps: {tell: {type: message, template: hello, channels: [{via: email}]}}}
                    """), Written.journey("""
                    {id: ready, class: service, entry: {on: order.ready, key: event.orderId}, start: tell,
                     steps: {tell: {type: message, template: hello, channels: [{via: sms}]}}}
                    """));

    private void lives(CustomerKey customer) {
        household.happens(customer, "customer.updated", Map.of("phone", PHONE, "email", EMAIL));
        consents(customer, "any", true);
    }

    private void consents(CustomerKey customer, String channel, boolean granted) {
        household.after(1);
        household.happens(
                customer, "consent.changed", Map.of("channel", channel, "granted", granted, "source", "test"));
    }

    private void sale(CustomerKey customer) {
        household.happens(
                customer,
                "x.sale",
                Map.of("id", "s" + household.now() + household.story(customer).size()));
    }

    @Test
    void bothKeepTheirPhone() {
        lives(ANNA);
        lives(BORIS);
        assertThat(household.address(PHONE_KEY).holders())
                .extracting(Holder::customer)
                .containsExactly(BORIS, ANNA);
        sale(ANNA);
        sale(BORIS);
        assertThat(household.sent(ANNA)).hasSize(1);
        assertThat(household.sent(BORIS)).hasSize(1);
    }

    @Test
    void aStopIsForAllWhoHaveTheAddress() {
        lives(ANNA);
        lives(BORIS);
        List<Consent> before = household.state(BORIS).consents();
        consents(ANNA, "sms", false);
        sale(BORIS);
        assertThat(household.sent(BORIS)).isEmpty();
        assertThat(household.story(BORIS)).contains("CONSENT address-stopped", "SKIPPED address-stopped");
        assertThat(household.state(BORIS).consents()).as("Boris' own word").isEqualTo(before);

        lives(VERA);
        assertThat(household.story(VERA)).contains("CONSENT address-stopped");
    }

    @Test
    void whatBothMustKnowStillComes() {
        lives(ANNA);
        lives(BORIS);
        consents(ANNA, "sms", false);
        household.happens(BORIS, "order.ready", Map.of("orderId", "o1"));
        assertThat(household.sent(BORIS)).hasSize(1);
    }

    @Test
    void aStopTakesBackWhatNoSenderHasHandedOn() {
        lives(ANNA);
        lives(BORIS);
        sale(BORIS);
        household.happens(BORIS, "order.ready", Map.of("orderId", "o1"));
        consents(ANNA, "sms", false);
        assertThat(household.only(BORIS, Effect.Revoke.class))
                .extracting(Effect.Revoke::message)
                .containsExactly(household.sent(BORIS).getFirst().message());
        assertThat(household.story(BORIS)).contains("REVOKED address-stopped");
    }

    @Test
    void whoAllowsItLaterIsToldAgain() {
        lives(ANNA);
        lives(BORIS);
        lives(VERA);
        consents(ANNA, "sms", false);
        consents(BORIS, "sms", true);
        sale(BORIS);
        sale(VERA);
        assertThat(household.sent(BORIS)).hasSize(1);
        assertThat(household.sent(VERA)).as("Boris answers for himself alone").isEmpty();
    }

    @Test
    void whoStoppedItMayTakeThatBackForAll() {
        lives(ANNA);
        lives(BORIS);
        consents(ANNA, "sms", false);
        consents(ANNA, "sms", true);
        sale(BORIS);
        assertThat(household.sent(BORIS)).hasSize(1);
        assertThat(household.story(BORIS)).contains("CONSENT address-resumed");
        assertThat(household.address(PHONE_KEY).stop()).isNull();
    }

    @Test
    void aNoToOneTopicIsOnesOwn() {
        lives(ANNA);
        lives(BORIS);
        household.happens(
                ANNA,
                "consent.changed",
                Map.of("channel", "sms", "topic", "sales", "granted", false, "source", "unsubscribe-link"));
        sale(BORIS);
        assertThat(household.sent(BORIS)).hasSize(1);
        assertThat(household.address(PHONE_KEY).stop()).isNull();
    }

    @Test
    void aStopDoesNotFollowToAnotherAddress() {
        lives(ANNA);
        lives(BORIS);
        consents(ANNA, "sms", false);
        household.happens(BORIS, "customer.updated", Map.of("phone", "+74956460055"));
        sale(BORIS);
        assertThat(household.sent(BORIS)).hasSize(1);
        assertThat(household.state(BORIS).reach().stops()).isEmpty();

        household.happens(BORIS, "customer.updated", Map.of("phone", PHONE));
        sale(BORIS);
        assertThat(household.sent(BORIS)).as("but is there when it comes back").hasSize(1);
    }

    /** A complaint, a block: heard by the provider, of one message. */
    @Test
    void whoOptsOutAtTheProviderHasSaidNoForAllWhoHaveTheAddress() {
        lives(ANNA);
        lives(BORIS);
        sale(ANNA);
        optsOut(ANNA);
        assertThat(household.state(ANNA).consents()).last().satisfies(consent -> {
            assertThat(consent.granted()).isFalse();
            assertThat(consent.channel()).isEqualTo(Channel.SMS);
            assertThat(consent.source()).isEqualTo("provider");
            assertThat(consent.evidence()).isEqualTo("complaint");
        });
        assertThat(household.story(ANNA)).contains("CONSENT withdrawn");
        assertThat(household.story(BORIS)).contains("CONSENT address-stopped");
        sale(ANNA);
        sale(BORIS);
        assertThat(household.sent(ANNA)).hasSize(1);
        assertThat(household.sent(BORIS)).isEmpty();
        household.happens(ANNA, "order.ready", Map.of("orderId", "o1"));
        assertThat(household.sent(ANNA)).as("what must be known still comes").hasSize(2);
    }

    @Test
    void theSameComplaintAgainDoesNotTakeALaterYesBack() {
        lives(ANNA);
        sale(ANNA);
        optsOut(ANNA);
        consents(ANNA, "sms", true);
        household.after(1);
        optsOut(ANNA);
        sale(ANNA);
        assertThat(household.sent(ANNA)).hasSize(2);
    }

    @Test
    void aComplaintSaysNothingOfAnAddressThatTheMessageDidNotGoTo() {
        lives(ANNA);
        sale(ANNA);
        household.happens(ANNA, "customer.updated", Map.of("phone", "+74956460055"));
        optsOut(ANNA);
        sale(ANNA);
        assertThat(household.sent(ANNA)).hasSize(2);
    }

    @Test
    void aComplaintCountsHoweverOldItsMessageIs() {
        lives(ANNA);
        Details details = new Details("complaint", false, null, false, true, List.of(), Map.of());
        household.reports(ANNA, new UUID(1, 2), Channel.SMS, details, household.now());
        household.reports(VERA, new UUID(1, 3), Channel.SMS, details, household.now());
        assertThat(household.story(ANNA)).contains("CONSENT withdrawn");
        assertThat(household.story(VERA)).as("who is not known, or was erased").isEmpty();
    }

    private void optsOut(CustomerKey customer) {
        Details details = new Details("complaint", false, null, false, true, List.of(), Map.of());
        UUID message = household.sent(customer).getFirst().message();
        household.reports(customer, message, Channel.SMS, details, household.now());
        household.settle();
    }

    @Test
    void aDeadAddressIsDeadForAllAndForWhoTakesItLater() {
        lives(ANNA);
        lives(BORIS);
        household.happens(ANNA, "order.shipped", Map.of("orderId", "o1"));
        household.reports(ANNA, household.sent(ANNA).getFirst().message(), true, List.of());
        household.settle();
        household.happens(BORIS, "order.shipped", Map.of("orderId", "o2"));
        assertThat(household.sent(BORIS)).isEmpty();
        assertThat(household.story(BORIS)).contains("SUPPRESSED dead-address", "SKIPPED suppressed");

        lives(VERA);
        assertThat(household.story(VERA)).contains("SUPPRESSED dead-address");
    }

    /** The same mailbox in other letters, which is how its owner finds it. */
    @Test
    void theCaseOfAnEmailAddressDoesNotCount() {
        lives(ANNA);
        household.happens(BORIS, "customer.updated", Map.of("email", "Family@Example.com"));
        household.happens(ANNA, "order.shipped", Map.of("orderId", "o1"));
        household.reports(ANNA, household.sent(ANNA).getFirst().message(), true, List.of());
        household.settle();
        household.happens(BORIS, "order.shipped", Map.of("orderId", "o2"));
        assertThat(household.story(BORIS)).contains("SKIPPED suppressed");
    }

    @Test
    void aStopSurvivesAnotherSpellingOfTheAddress() {
        lives(ANNA);
        lives(BORIS);
        consents(ANNA, "email", false);
        household.happens(ANNA, "customer.updated", Map.of("email", "Family@Example.com"));
        household.happens(BORIS, "customer.updated", Map.of("email", "FAMILY@example.com"));
        assertThat(household.address(EMAIL_KEY).stop()).isNotNull();
        assertThat(household.story(ANNA)).doesNotContain("CONSENT address-stopped");
        consents(ANNA, "email", true);
        assertThat(household.address(EMAIL_KEY).stop()).isNull();
        assertThat(household.story(BORIS)).contains("CONSENT address-stopped", "CONSENT address-resumed");
    }

    @Test
    void anEventThatLeavesTheAddressesAloneTellsNobody() {
        lives(ANNA);
        int told = told(ANNA);
        household.happens(ANNA, "customer.updated", Map.of("phone", PHONE, "firstName", "Anna"));
        household.happens(ANNA, "order.ready", Map.of("orderId", "o1"));
        assertThat(told).as("phone and e-mail").isEqualTo(2);
        assertThat(told(ANNA)).isEqualTo(told);
    }

    @Test
    void whoGivesAnAddressUpIsNotToldOfItAnyMore() {
        lives(ANNA);
        lives(BORIS);
        household.happens(BORIS, "customer.updated", Map.of("phone", "+74956460055"));
        assertThat(household.address(PHONE_KEY).holders())
                .extracting(Holder::customer)
                .containsExactly(ANNA);
    }

    @Test
    void anErasedCustomerIsGoneFromTheOwners() {
        lives(ANNA);
        lives(BORIS);
        consents(ANNA, "sms", false);
        household.happens(ANNA, "customer.erased", Map.of());
        assertThat(household.address(PHONE_KEY).holders())
                .extracting(Holder::customer)
                .containsExactly(BORIS);
        assertThat(household.address(PHONE_KEY).stop())
                .as("the word stands, and is nobody's")
                .isEqualTo(new AddressState.Stop(household.now(), null));
        household.happens(BORIS, "customer.erased", Map.of());
        assertThat(household.address(EMAIL_KEY)).isEqualTo(AddressState.NONE);
    }

    @Test
    void aSeventeenthCustomerMakesTheFirstOneUnheardOf() {
        for (int i = 0; i <= 16; i++) {
            lives(new CustomerKey("main", "c" + i));
        }
        assertThat(household.address(PHONE_KEY).holders())
                .hasSize(16)
                .extracting(Holder::customer)
                .doesNotContain(new CustomerKey("main", "c0"));
        assertThat(household.story(new CustomerKey("main", "c0")))
                .filteredOn("DROPPED holder-not-kept"::equals)
                .as("of the phone, and of the e-mail address")
                .hasSize(2);
    }

    @Test
    void whatWasKnownBeforeTheLevelWasRaisedIsToldWhenTheCustomerIsHeardOfAgain() {
        household.publish(household.published().on(FeatureLevel.MEMORY));
        lives(ANNA);
        lives(BORIS);
        consents(ANNA, "sms", false);
        household.happens(ANNA, "order.shipped", Map.of("orderId", "o1"));
        household.reports(ANNA, household.sent(ANNA).getFirst().message(), true, List.of());
        assertThat(told(ANNA) + told(BORIS)).isZero();

        household.publish(household.published().on(FeatureLevel.ADDRESSES));
        household.happens(ANNA, "order.ready", Map.of("orderId", "o2"));
        household.happens(BORIS, "order.ready", Map.of("orderId", "o3"));
        assertThat(household.story(BORIS)).contains("SUPPRESSED dead-address", "CONSENT address-stopped");
    }

    /** What one owner says twice, or of an address that was given up meanwhile. */
    @Test
    void newsThatIsNoneChangesNothing() {
        lives(ANNA);
        lives(BORIS);
        consents(ANNA, "sms", false);
        CustomerState before = household.state(BORIS);
        household.only(ANNA, Effect.TellAddress.class).forEach(tell -> household.hears(tell.address(), tell.word()));
        household.settle();
        assertThat(household.state(BORIS)).isSameAs(before);
    }

    private int told(CustomerKey customer) {
        return household.only(customer, Effect.TellAddress.class).size();
    }
}
