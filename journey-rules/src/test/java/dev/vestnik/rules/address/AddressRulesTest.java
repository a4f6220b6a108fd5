package dev.vestnik.rules.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.rules.address.AddressDecided.Told;
import dev.vestnik.rules.address.AddressState.Stop;
import dev.vestnik.rules.address.AddressWord.Kind;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An address, driven word by word. */
class AddressRulesTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final CustomerKey ANNA = new CustomerKey("main", "anna");
    private static final CustomerKey BORIS = new CustomerKey("main", "boris");
    private static final AddressKey PHONE = AddressKey.of("main", Channel.SMS, "+74956460054");
    private static final AddressKey DEVICE = AddressKey.of("main", Channel.PUSH, "t-1");

    private AddressState state = AddressState.NONE;
    private Instant now = NOON;

    private List<Told> says(AddressKey address, CustomerKey customer, Kind kind, @Nullable String code) {
        AddressDecided decided = AddressRules.decide(address, state, new AddressWord(kind, customer, now, code), now);
        state = decided.state();
        return decided.told();
    }

    private List<Told> says(AddressKey address, CustomerKey customer, Kind kind) {
        return says(address, customer, kind, null);
    }

    @Test
    void aKeyDoesNotSayTheAddress() {
        assertThat(PHONE.toString()).startsWith("/address/main/sms/").doesNotContain("6460054");
        assertThat(AddressKey.parse(PHONE.toString())).isEqualTo(PHONE);
        assertThat(AddressKey.of("main", Channel.EMAIL, " Anna@Example.com"))
                .isEqualTo(AddressKey.of("main", Channel.EMAIL, "anna@example.com"));
        assertThat(AddressKey.of("main", Channel.PUSH, "T")).isNotEqualTo(AddressKey.of("main", Channel.PUSH, "t"));
        assertThat(AddressKey.of("north", Channel.SMS, "+74956460054")).isNotEqualTo(PHONE);
    }

    /** The senders' test reads the same table: what they write under, the engine looks for. */
    @Test
    void theSendersWriteUnderTheSameKeys() throws IOException {
        List<String[]> table = Files.readAllLines(Path.of("../schemas/src/test/resources/address-keys.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t"))
                .toList();
        assertThat(table)
                .hasSizeGreaterThan(8)
                .allSatisfy(row -> assertThat(
                                AddressKey.of(row[0], Channel.labelled(row[1]).orElseThrow(), row[2]))
                        .as(row[2])
                        .hasToString("/address/" + row[3]));
    }

    @Test
    void whatIsNoKeyOfAnAddressIsRefused() {
        for (String text : List.of("main/anna", "/budget/main/spring", "/address/main/sms", "/address/main/fax/1")) {
            assertThatThrownBy(() -> AddressKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aWordThatChangesNothingKeepsTheVeryState() {
        says(PHONE, ANNA, Kind.CLAIMED);
        says(PHONE, ANNA, Kind.DEAD, "550");
        says(PHONE, ANNA, Kind.STOPPED);
        AddressState before = state;
        for (Kind kind : List.of(Kind.CLAIMED, Kind.DEAD, Kind.STOPPED)) {
            assertThat(says(PHONE, ANNA, kind)).isEmpty();
        }
        assertThat(says(PHONE, BORIS, Kind.RELEASED)).isEmpty();
        assertThat(says(PHONE, BORIS, Kind.RESUMED)).isEmpty();
        assertThat(state).isSameAs(before);
    }

    @Test
    void theHolderWhoReportedADeadAddressHearsNoNewsOfIt() {
        says(PHONE, ANNA, Kind.CLAIMED);
        says(PHONE, BORIS, Kind.CLAIMED);
        assertThat(says(PHONE, ANNA, Kind.DEAD, "550"))
                .containsExactly(new Told(BORIS, new AddressNews(PHONE, AddressNews.Kind.DEAD, NOON, "550")));
    }

    @Test
    void aReportFromBeforeTheRegistrationDoesNotTakeTheDevice() {
        says(DEVICE, ANNA, Kind.CLAIMED);
        now = NOON.plusSeconds(10);
        says(DEVICE, BORIS, Kind.CLAIMED);
        now = NOON.plusSeconds(5);
        assertThat(says(DEVICE, ANNA, Kind.DEAD)).isEmpty();
        assertThat(state.has(BORIS)).isTrue();
    }

    @Test
    void aDeviceThatNobodyHasIsRememberedAsLongAsEventsAre() {
        says(DEVICE, ANNA, Kind.CLAIMED);
        assertThat(state.forgetAt()).isNull();
        says(DEVICE, ANNA, Kind.RELEASED);
        assertThat(state.forgetAt()).isEqualTo(NOON.plus(AddressRules.EVENTS_KEPT));
        assertThat(AddressRules.woken(state, state.forgetAt().minusMillis(1))).isSameAs(state);
        assertThat(AddressRules.woken(state, state.forgetAt())).isEqualTo(AddressState.NONE);
    }

    @Test
    void aPhoneThatNobodyHasIsForgottenAtOnceButForWhatHoldsOfIt() {
        says(PHONE, ANNA, Kind.CLAIMED);
        says(PHONE, ANNA, Kind.RELEASED);
        assertThat(state.isEmpty()).isTrue();

        says(PHONE, ANNA, Kind.CLAIMED);
        says(PHONE, ANNA, Kind.STOPPED);
        says(PHONE, ANNA, Kind.RELEASED);
        assertThat(state.stop()).as("erased customers' keys are not kept").isEqualTo(new Stop(NOON, null));
        assertThat(state.forgetAt()).isEqualTo(NOON.plus(AddressRules.KEPT));

        now = NOON.plus(Duration.ofDays(100));
        assertThat(says(PHONE, BORIS, Kind.CLAIMED))
                .containsExactly(new Told(BORIS, new AddressNews(PHONE, AddressNews.Kind.STOPPED, NOON, null)));
        assertThat(state.forgetAt()).isNull();
    }

    @Test
    void aLaterStopCountsFromItsOwnTime() {
        says(PHONE, ANNA, Kind.CLAIMED);
        says(PHONE, BORIS, Kind.CLAIMED);
        says(PHONE, ANNA, Kind.STOPPED);
        now = NOON.plusSeconds(60);
        assertThat(says(PHONE, BORIS, Kind.STOPPED)).extracting(Told::customer).containsExactly(ANNA);
        assertThat(state.stop()).isEqualTo(new Stop(now, BORIS));
        assertThat(says(PHONE, ANNA, Kind.RESUMED)).as("it is Boris' now").isEmpty();
    }
}
