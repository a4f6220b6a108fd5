package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.address.AddressState;
import dev.vestnik.rules.address.AddressState.Holder;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.definition.FeatureLevel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A family has one phone and one mailbox: what happens to them happens to all who have them. */
class SharedAddressTest {
    private static final CustomerKey ANNA = Town.ANNA;
    private static final CustomerKey BORIS = Town.BORIS;
    private static final CustomerKey VERA = new CustomerKey("main", "vera");
    private static final String PHONE = "+74956460054";
    private static final String EMAIL = "family@example.com";
    private static final AddressKey PHONE_KEY = AddressKey.of("main", Channel.SMS, PHONE);
    private static final AddressKey EMAIL_KEY = AddressKey.of("main", Channel.EMAIL, EMAIL);

    private final Town town = new Town(Written.journey("""
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
        town.happens(customer, "customer.updated", Map.of("phone", PHONE, "email", EMAIL));
        consents(customer, "any", true);
    }

    private void consents(CustomerKey customer, String channel, boolean granted) {
        town.after(1);
        town.happens(customer, "consent.changed", Map.of("channel", channel, "granted", granted, "source", "test"));
    }

    private void sale(CustomerKey customer) {
        town.happens(
                customer,
                "x.sale",
                Map.of("id", "s" + town.now() + town.story(customer).size()));
    }

    @Test
    void bothKeepTheirPhone() {
        lives(ANNA);
        lives(BORIS);
        assertThat(town.address(PHONE_KEY).holders())
                .extracting(Holder::customer)
                .containsExactly(BORIS, ANNA);
        sale(ANNA);
        sale(BORIS);
        assertThat(town.sent(ANNA)).hasSize(1);
        assertThat(town.sent(BORIS)).hasSize(1);
    }

    @Test
    void aStopIsForAllWhoHaveTheAddress() {
        lives(ANNA);
        lives(BORIS);
        List<Consent> before = town.state(BORIS).consents();
        consents(ANNA, "sms", false);
        sale(BORIS);
        assertThat(town.sent(BORIS)).isEmpty();
        assertThat(town.story(BORIS)).contains("CONSENT address-stopped", "SKIPPED address-stopped");
        assertThat(town.state(BORIS).consents()).as("Boris' own word").isEqualTo(before);

        lives(VERA);
        assertThat(town.story(VERA)).contains("CONSENT address-stopped");
    }

    @Test
    void whatBothMustKnowStillComes() {
        lives(ANNA);
        lives(BORIS);
        consents(ANNA, "sms", false);
        town.happens(BORIS, "order.ready", Map.of("orderId", "o1"));
        assertThat(town.sent(BORIS)).hasSize(1);
    }

    @Test
    void aStopTakesBackWhatNoSenderHasHandedOn() {
        lives(ANNA);
        lives(BORIS);
        sale(BORIS);
        town.happens(BORIS, "order.ready", Map.of("orderId", "o1"));
        consents(ANNA, "sms", false);
        assertThat(town.only(BORIS, Effect.Revoke.class))
                .extracting(Effect.Revoke::message)
                .containsExactly(town.sent(BORIS).getFirst().message());
        assertThat(town.story(BORIS)).contains("REVOKED address-stopped");
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
        assertThat(town.sent(BORIS)).hasSize(1);
        assertThat(town.sent(VERA)).as("Boris answers for himself alone").isEmpty();
    }

    @Test
    void whoStoppedItMayTakeThatBackForAll() {
        lives(ANNA);
        lives(BORIS);
        consents(ANNA, "sms", false);
        consents(ANNA, "sms", true);
        sale(BORIS);
        assertThat(town.sent(BORIS)).hasSize(1);
        assertThat(town.story(BORIS)).contains("CONSENT address-resumed");
        assertThat(town.address(PHONE_KEY).stop()).isNull();
    }

    @Test
    void aNoToOneTopicIsOnesOwn() {
        lives(ANNA);
        lives(BORIS);
        town.happens(
                ANNA,
                "consent.changed",
                Map.of("channel", "sms", "topic", "sales", "granted", false, "source", "unsubscribe-link"));
        sale(BORIS);
        assertThat(town.sent(BORIS)).hasSize(1);
        assertThat(town.address(PHONE_KEY).stop()).isNull();
    }

    @Test
    void aStopDoesNotFollowToAnotherAddress() {
        lives(ANNA);
        lives(BORIS);
        consents(ANNA, "sms", false);
        town.happens(BORIS, "customer.updated", Map.of("phone", "+74956460055"));
        sale(BORIS);
        assertThat(town.sent(BORIS)).hasSize(1);
        assertThat(town.state(BORIS).reach().stops()).isEmpty();

        town.happens(BORIS, "customer.updated", Map.of("phone", PHONE));
        sale(BORIS);
        assertThat(town.sent(BORIS)).as("but is there when it comes back").hasSize(1);
    }

    @Test
    void aDeadAddressIsDeadForAllAndForWhoTakesItLater() {
        lives(ANNA);
        lives(BORIS);
        town.happens(ANNA, "order.shipped", Map.of("orderId", "o1"));
        town.reports(ANNA, town.sent(ANNA).getFirst().message(), true, List.of());
        town.settle();
        town.happens(BORIS, "order.shipped", Map.of("orderId", "o2"));
        assertThat(town.sent(BORIS)).isEmpty();
        assertThat(town.story(BORIS)).contains("SUPPRESSED dead-address", "SKIPPED suppressed");

        lives(VERA);
        assertThat(town.story(VERA)).contains("SUPPRESSED dead-address");
    }

    /** The same mailbox in other letters, which is how its owner finds it. */
    @Test
    void theCaseOfAnEmailAddressDoesNotCount() {
        lives(ANNA);
        town.happens(BORIS, "customer.updated", Map.of("email", "Family@Example.com"));
        town.happens(ANNA, "order.shipped", Map.of("orderId", "o1"));
        town.reports(ANNA, town.sent(ANNA).getFirst().message(), true, List.of());
        town.settle();
        town.happens(BORIS, "order.shipped", Map.of("orderId", "o2"));
        assertThat(town.story(BORIS)).contains("SKIPPED suppressed");
    }

    @Test
    void anEventThatLeavesTheAddressesAloneTellsNobody() {
        lives(ANNA);
        int told = told(ANNA);
        town.happens(ANNA, "customer.updated", Map.of("phone", PHONE, "firstName", "Anna"));
        town.happens(ANNA, "order.ready", Map.of("orderId", "o1"));
        assertThat(told).as("phone and e-mail").isEqualTo(2);
        assertThat(told(ANNA)).isEqualTo(told);
    }

    @Test
    void whoGivesAnAddressUpIsNotToldOfItAnyMore() {
        lives(ANNA);
        lives(BORIS);
        town.happens(BORIS, "customer.updated", Map.of("phone", "+74956460055"));
        assertThat(town.address(PHONE_KEY).holders())
                .extracting(Holder::customer)
                .containsExactly(ANNA);
    }

    @Test
    void anErasedCustomerIsGoneFromTheOwners() {
        lives(ANNA);
        lives(BORIS);
        consents(ANNA, "sms", false);
        town.happens(ANNA, "customer.erased", Map.of());
        assertThat(town.address(PHONE_KEY).holders())
                .extracting(Holder::customer)
                .containsExactly(BORIS);
        assertThat(town.address(PHONE_KEY).stop())
                .as("the word stands, and is nobody's")
                .isEqualTo(new AddressState.Stop(town.now(), null));
        town.happens(BORIS, "customer.erased", Map.of());
        assertThat(town.address(EMAIL_KEY)).isEqualTo(AddressState.NONE);
    }

    @Test
    void aSeventeenthCustomerMakesTheFirstOneUnheardOf() {
        for (int i = 0; i <= 16; i++) {
            lives(new CustomerKey("main", "c" + i));
        }
        assertThat(town.address(PHONE_KEY).holders())
                .hasSize(16)
                .extracting(Holder::customer)
                .doesNotContain(new CustomerKey("main", "c0"));
        assertThat(town.story(new CustomerKey("main", "c0")))
                .filteredOn("DROPPED holder-not-kept"::equals)
                .as("of the phone, and of the e-mail address")
                .hasSize(2);
    }

    @Test
    void whatWasKnownBeforeTheLevelWasRaisedIsToldWhenTheCustomerIsHeardOfAgain() {
        town.publish(town.published().on(FeatureLevel.MEMORY));
        lives(ANNA);
        lives(BORIS);
        consents(ANNA, "sms", false);
        town.happens(ANNA, "order.shipped", Map.of("orderId", "o1"));
        town.reports(ANNA, town.sent(ANNA).getFirst().message(), true, List.of());
        assertThat(told(ANNA) + told(BORIS)).isZero();

        town.publish(town.published().on(FeatureLevel.ADDRESSES));
        town.happens(ANNA, "order.ready", Map.of("orderId", "o2"));
        town.happens(BORIS, "order.ready", Map.of("orderId", "o3"));
        assertThat(town.story(BORIS)).contains("SUPPRESSED dead-address", "CONSENT address-stopped");
    }

    /** What one owner says twice, or of an address that was given up meanwhile. */
    @Test
    void newsThatIsNoneChangesNothing() {
        lives(ANNA);
        lives(BORIS);
        consents(ANNA, "sms", false);
        CustomerState before = town.state(BORIS);
        town.only(ANNA, Effect.TellAddress.class).forEach(tell -> town.hears(tell.address(), tell.word()));
        town.settle();
        assertThat(town.state(BORIS)).isSameAs(before);
    }

    private int told(CustomerKey customer) {
        return town.only(customer, Effect.TellAddress.class).size();
    }
}
