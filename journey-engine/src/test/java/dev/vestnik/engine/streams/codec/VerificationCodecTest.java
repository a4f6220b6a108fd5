package dev.vestnik.engine.streams.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.rules.decide.Signal.WakeClass;
import dev.vestnik.rules.verification.ContactState;
import dev.vestnik.rules.verification.ContactState.Sending;
import dev.vestnik.rules.verification.LiveCode;
import dev.vestnik.rules.verification.Purpose;
import dev.vestnik.rules.verification.VerificationRows.ContactRow;
import dev.vestnik.rules.verification.VerificationRows.Place;
import dev.vestnik.rules.verification.VerificationRows.PlaceRow;
import dev.vestnik.rules.verification.VerificationState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The bytes of a shop's codes. */
class VerificationCodecTest {
    private static final Instant NOON = Instant.parse("2026-12-24T12:00:00Z");
    private static final String GOLDEN = "030488ebb0bfaa3400020d030980c4b0bfaa340104525564";
    private static final byte[] CODES = "/codes/main".getBytes(StandardCharsets.UTF_8);
    private final VerificationCodec codec = new VerificationCodec();

    @Test
    void readsWhatItHasWritten() {
        VerificationState state =
                new VerificationState(3, 9, NOON, Map.of("", 7, "RU", 100, "GB", 1), NOON.plusSeconds(5));
        assertThat(codec.read(codec.write(state))).isEqualTo(state);
        assertThat(codec.read(codec.write(VerificationState.EMPTY))).isEqualTo(VerificationState.EMPTY);
        assertThat(StateCodec.armed(codec.write(state), WakeClass.HOUSEKEEPING))
                .isEqualTo(NOON.plusSeconds(5).toEpochMilli());
    }

    @Test
    void readsTheRowsThatItHasWritten() {
        ContactState contact = new ContactState(
                List.of(new Sending(NOON, "ask-1"), new Sending(NOON.plusSeconds(1), "ask-2")),
                List.of(
                        new LiveCode(Purpose.LOGIN, "ask-1", 6, NOON.plusSeconds(600), 5, null),
                        new LiveCode(Purpose.CHANGE, "ask-2", 4, NOON.plusSeconds(60), 0, "ask-3")));
        assertThat(codec.contact(codec.value(new ContactRow("sms/ab", contact))))
                .isEqualTo(contact);
        Place place = new Place("sms/ab", NOON);
        assertThat(codec.place(codec.value(new PlaceRow(7, place)))).isEqualTo(place);
        assertThat(codec.value(new ContactRow("sms/ab", null))).isNull();
        assertThat(VerificationCodec.key(CODES, new PlaceRow(7, null))).isEqualTo(VerificationCodec.place(CODES, 7));
    }

    /** Every later version reads these. */
    @Test
    void readsWhatTheFirstVersionHasWritten() {
        VerificationState state = new VerificationState(3, 9, NOON, Map.of("RU", 100), NOON.plusSeconds(5));
        assertThat(HexFormat.of().formatHex(codec.write(state))).isEqualTo(GOLDEN);
        assertThat(codec.read(HexFormat.of().parseHex(GOLDEN))).isEqualTo(state);
    }

    @Test
    void doesNotReadAnotherFormat() {
        assertThatThrownBy(() -> codec.read(new byte[] {9, 9})).isInstanceOf(UnreadableStateException.class);
        assertThatThrownBy(() -> codec.contact(new byte[] {9})).isInstanceOf(UnreadableStateException.class);
    }
}
