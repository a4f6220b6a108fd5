package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.address.AddressWord;
import dev.vestnik.rules.address.Inbound;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Signal.Receipt.Details;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A message goes to the contact on the order, where that takes messages, and to nobody else. */
class OtherRecipientTest {
    private static final CustomerKey ANNA = Household.ANNA;
    private static final String HERS = "+74956460054";
    private static final String OTHER = "+74956460055";
    private static final AddressKey OTHER_KEY = AddressKey.of("main", Channel.SMS, OTHER);
    private static final String TOLD = """
            id: told
            class: service
            entry: {on: x.sent, key: event.id}
            start: tell
            steps:
              tell:
                type: message
                template: hello
                within: P1D
                to: {phone: event.phone, email: event.email, basis: marketplace}
                channels: [{via: sms}, {via: email}]
            """;

    private final Household household = new Household(Written.journey(TOLD));

    OtherRecipientTest() {
        household.happens(ANNA, "customer.updated", Map.of("phone", HERS, "email", "anna@example.com", "name", "Anna"));
    }

    @Test
    void goesThereOnceItsOwnerHasSaidThatNothingIsInTheWay() {
        household.says(ANNA, "x.sent", Map.of("id", "a", "phone", OTHER));
        assertThat(household.sent(ANNA)).isEmpty();
        assertThat(household.story(ANNA)).endsWith("HELD asking");
        household.settle();
        assertThat(texts()).containsExactly(OTHER);
    }

    @Test
    void decisionsNameTheBasisAndNoAddress() {
        household.happens(ANNA, "x.sent", Map.of("id", "a", "phone", OTHER));
        Decision sent = household.only(ANNA, Effect.Record.class).getLast().decision();
        assertThat(sent.gates())
                .filteredOn(verdict -> verdict.gate().equals("contact"))
                .singleElement()
                .satisfies(verdict ->
                        assertThat(verdict.inputs()).isEqualTo(Map.of("to", "another", "basis", "marketplace")));
        assertThat(household.only(ANNA, Effect.Record.class).toString()).doesNotContain(OTHER.substring(3));
        assertThat(household.only(ANNA, Effect.Ask.class).toString()).doesNotContain(OTHER.substring(3));
    }

    @Test
    void theCustomersOwnContactIsNotAskedAbout() {
        household.says(ANNA, "x.sent", Map.of("id", "a", "phone", HERS));
        assertThat(texts()).containsExactly(HERS);
    }

    @Test
    void whoWroteStopGetsNothingOfAnothersOrder() {
        household.writes(OTHER_KEY, Inbound.Kind.TEXT, "STOP");
        household.happens(ANNA, "x.sent", Map.of("id", "a", "phone", OTHER));
        assertThat(household.sent(ANNA)).isEmpty();
        assertThat(household.story(ANNA)).contains("SKIPPED address-stopped", "SKIPPED no-email");
    }

    @Test
    void aNumberThatOthersKnowToBeDeadIsPassedOver() {
        household.happens(Household.BORIS, "customer.updated", Map.of("phone", OTHER));
        household.hears(OTHER_KEY, new AddressWord(AddressWord.Kind.DEAD, Household.BORIS, household.now(), "550"));
        household.happens(ANNA, "x.sent", Map.of("id", "a", "phone", OTHER, "email", "other@example.com"));
        assertThat(household.sent(ANNA))
                .extracting(Effect.Send::content)
                .singleElement()
                .satisfies(content -> {
                    assertThat(((Effect.Content.Email) content).to()).isEqualTo("other@example.com");
                    assertThat(((Effect.Content.Email) content).toName()).isNull();
                });
        assertThat(household.story(ANNA)).contains("SKIPPED suppressed");
    }

    @Test
    void aNumberAsPeopleOfTheShopsCountryWriteItIsTheSameNumber() {
        Definitions now = household.published();
        household.publish(
                Definitions.of(now.revision() + 1, now.journeys(), now.templates(), Settings.of("country: RU")));
        household.says(ANNA, "x.sent", Map.of("id", "a", "phone", "8 (495) 646-00-54"));
        assertThat(texts()).as("her own number, which nobody is asked about").containsExactly(HERS);
        household.happens(ANNA, "x.sent", Map.of("id", "b", "phone", "8 (495) 646-00-55"));
        assertThat(texts()).containsExactly(HERS, OTHER);
    }

    @Test
    void aContactThatIsNotThereOrCannotBeOneIsNotReplacedByTheCustomers() {
        household.happens(ANNA, "x.sent", Map.of("id", "a"));
        household.happens(ANNA, "x.sent", Map.of("id", "b", "phone", "8 495", "email", "nobody"));
        assertThat(household.sent(ANNA)).isEmpty();
        assertThat(household.story(ANNA))
                .contains("SKIPPED no-phone", "SKIPPED no-email", "SKIPPED invalid-phone", "SKIPPED invalid-email");
    }

    @Test
    void whatReceiptsSayOfItsOwnerHears() {
        household.happens(ANNA, "x.sent", Map.of("id", "a", "phone", OTHER));
        UUID message = household.sent(ANNA).getFirst().message();
        household.reports(ANNA, message, Channel.SMS, details(true, false), household.now());
        household.settle();
        assertThat(household.address(OTHER_KEY).dead()).isNotNull();
        assertThat(household.address(AddressKey.of("main", Channel.SMS, HERS)).dead())
                .isNull();
        household.happens(ANNA, "x.sent", Map.of("id", "b", "phone", OTHER));
        assertThat(household.sent(ANNA)).hasSize(1);
    }

    @Test
    void whoComplainsOfAMessageAboutAnothersOrderGetsNoMore() {
        household.happens(ANNA, "x.sent", Map.of("id", "a", "phone", OTHER));
        UUID message = household.sent(ANNA).getFirst().message();
        household.reports(ANNA, message, Channel.SMS, details(false, true), household.now());
        household.settle();
        assertThat(household.state(ANNA).consents()).isEmpty();
        household.happens(ANNA, "x.sent", Map.of("id", "b", "phone", OTHER));
        household.happens(Household.BORIS, "x.sent", Map.of("id", "c", "phone", OTHER));
        assertThat(household.sent(ANNA)).hasSize(1);
        assertThat(household.sent(Household.BORIS)).isEmpty();
        assertThat(household.story(Household.BORIS)).contains("SKIPPED address-stopped");
    }

    @Test
    void noMoreContactsAreKeptThanThereIsRoomFor() {
        for (int i = 0; i <= OtherContacts.MOST; i++) {
            household.happens(ANNA, "x.sent", Map.of("id", "o" + i, "phone", "+749564601" + (10 + i)));
            household.after(3600);
        }
        assertThat(household.state(ANNA).memory().history().contacts()).hasSize(OtherContacts.MOST);
        assertThat(household.story(ANNA)).contains("DROPPED contact-not-kept");
    }

    private static Details details(boolean dead, boolean optedOut) {
        return new Details("550", false, null, dead, optedOut, List.of(), Map.of());
    }

    @Test
    void anOwnerThatDoesNotAnswerIsAskedAgainUntilTheMessageIsWorthNothing() {
        Shop shop = new Shop(Written.journey(TOLD.replace(", {via: email}", "").replace(", email: event.email", "")))
                .known();
        shop.happens("x.sent", Map.of("id", "a", "phone", OTHER));
        shop.after(Duration.ofMinutes(12));
        assertThat(shop.only(Effect.Ask.class)).hasSizeGreaterThan(1);
        assertThat(shop.after(Duration.ofDays(1)).story()).endsWith("SKIPPED expired", "LEFT completed");
        assertThat(shop.sent()).isEmpty();
    }

    @Test
    void nothingIsGivenBackToAnAddress() {
        household.says(ANNA, "x.sent", Map.of("id", "a", "phone", OTHER));
        household.says(ANNA, "customer.erased", Map.of());
        household.settle();
        assertThat(household.sent(ANNA)).isEmpty();
        assertThat(household.only(ANNA, Effect.GiveBack.class)).isEmpty();
    }

    @Test
    void faultsAreNamedWhereTheyAre() {
        assertThat(faults("service", "to: {phone: key}", "sms")).containsExactly("steps.tell.to.basis: is missing");
        assertThat(faults("service", "to: {phone: key, basis: fun}", "sms"))
                .containsExactly("steps.tell.to.basis: must be order, marketplace, request");
        assertThat(faults("service", "to: {basis: order}", "push"))
                .containsExactlyInAnyOrder(
                        "steps.tell.to: must say where to: \"phone\", \"email\"",
                        "steps.tell.channels[0].via: goes to the customer's own devices, and \"to\" names another contact");
        assertThat(faults("service", "to: {phone: key, basis: order}", "email"))
                .containsExactly("steps.tell.channels[0].via: needs \"steps.tell.to.email\": who gets it?");
        assertThat(faults("marketing, topic: sales", "to: {phone: key, basis: request}", "sms"))
                .containsExactly("steps.tell.to: is for journeys of class service: the person whose contact it is has"
                        + " asked for no marketing");
    }

    private List<String> texts() {
        return household.sent(ANNA).stream()
                .map(send -> ((Effect.Content.Sms) send.content()).to())
                .toList();
    }

    private static List<String> faults(String journeyClass, String to, String via) {
        Checked<Journey> checked = Written.check(
                "{id: told, class: " + journeyClass + ", entry: {on: x.sent, key: event.id}, start: tell, steps: {tell:"
                        + " {type: message, template: hello, " + to + ", channels: [{via: " + via + "}]}}}",
                1);
        assertThat(checked).as(to).isInstanceOf(Checked.Faulty.class);
        return ((Checked.Faulty<Journey>) checked)
                .faults().stream().map(Fault::toString).toList();
    }
}
