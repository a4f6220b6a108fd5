package dev.vestnik.engine.streams.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Signal.WakeClass;
import dev.vestnik.rules.offer.Code;
import dev.vestnik.rules.offer.Code.Given;
import dev.vestnik.rules.offer.Code.Redemption;
import dev.vestnik.rules.offer.Offer;
import dev.vestnik.rules.offer.PoolRows.Claim;
import dev.vestnik.rules.offer.PoolRows.ClaimRow;
import dev.vestnik.rules.offer.PoolRows.CodeRow;
import dev.vestnik.rules.offer.PoolRows.FreeRow;
import dev.vestnik.rules.offer.PoolState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A pool's state and rows: what was written stays readable, what is not known is kept or says so. */
class PoolCodecTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123Z");
    private static final PoolState STATE = new PoolState(7, 1_000_007, 6, 1, NOON);
    private static final CustomerKey ANNA = new CustomerKey("main", "anna");
    private static final UUID CLAIM = UUID.fromString("11223344-5566-8788-99aa-bbccddeeff00");
    private static final Given GIVEN = new Given(CLAIM, NOON, NOON.plusSeconds(60));
    private static final Code REDEEMED = new Code("SPRING-1", ANNA, GIVEN, new Redemption("o-1", NOON.plusSeconds(9)));
    private static final byte[] POOL = Offer.pool("spring").toString().getBytes(StandardCharsets.UTF_8);
    /** What the first engine that knew pools wrote: it stays readable. */
    private static final String STORED = "0304fbfc9bc2a03400020607c7843d0601";

    private static final String STORED_CODE =
            "010f126d61696e2f616e6e61112233445566878899aabbccddeeff00f6f9b784c168c0a907c701066f2d31ef9c06";

    private final PoolCodec codec = new PoolCodec();
    private final PoolRowCodec rows = new PoolRowCodec();

    @Test
    void readsWhatItWrote() {
        for (PoolState state : List.of(PoolState.EMPTY, STATE, new PoolState(0, 5_000_000, 0, 0, null))) {
            assertThat(codec.read(codec.write(state, null)).state()).isEqualTo(state);
        }
    }

    @Test
    void writesAsTheFirstEngineDid() {
        assertThat(HexFormat.of().formatHex(codec.write(STATE, null))).isEqualTo(STORED);
    }

    @Test
    void readsARedeemedCodeOfTheFirstEngineAndForgetsWhoRedeemedIt() {
        byte[] first = HexFormat.of().parseHex(STORED_CODE);
        assertThat(rows.code("SPRING-1", first)).isEqualTo(REDEEMED);
        Code erased = new Code("SPRING-1", null, GIVEN, REDEEMED.redemption());
        assertThat(new String(rows.value(new CodeRow(erased)), StandardCharsets.UTF_8))
                .contains("o-1")
                .doesNotContain("anna");
    }

    @Test
    void itsWakeUpIsFoundAsACustomersIsAndNothingOfItIsParked() {
        byte[] bytes = codec.write(STATE, null);
        assertThat(StateCodec.armed(bytes, WakeClass.HOUSEKEEPING)).isEqualTo(NOON.toEpochMilli());
        assertThat(StateCodec.armed(bytes, WakeClass.SERVICE)).isEqualTo(StateCodec.NOT_ARMED);
        assertThat(StateCodec.parked(bytes)).isZero();
    }

    @Test
    void keepsWhatALaterEngineHasAdded() {
        byte[] bytes = codec.write(STATE, null);
        byte[] later = Arrays.copyOf(bytes, bytes.length + 3);
        later[bytes.length] = 9;
        later[bytes.length + 1] = 1;
        PoolState next = new PoolState(8, 1_000_007, 7, 1, NOON);
        byte[] written = codec.write(next, codec.read(later));
        assertThat(codec.read(written).state()).isEqualTo(next);
        assertThat(Arrays.copyOfRange(written, written.length - 3, written.length))
                .containsExactly(9, 1, 0);
    }

    @Test
    void saysThatItCannotReadABrokenState() {
        byte[] bytes = codec.write(STATE, null);
        for (int length = 0; length < bytes.length; length++) {
            byte[] broken = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> codec.read(broken))
                    .as("%d bytes", length)
                    .isInstanceOf(UnreadableStateException.class);
        }
    }

    @Test
    void readsTheRowsThatItWrote() {
        for (Code code : List.of(
                new Code("A", null, null, null),
                new Code("A", ANNA, GIVEN, null),
                new Code("A", null, new Given(CLAIM, NOON, null), null),
                new Code("A", ANNA, GIVEN, new Redemption(null, NOON)),
                REDEEMED)) {
            assertThat(rows.code(code.text(), rows.value(new CodeRow(code)))).isEqualTo(code);
        }
        Claim claim = new Claim("A", 3);
        assertThat(rows.claim(rows.value(new ClaimRow(CLAIM, claim)))).isEqualTo(claim);
        assertThat(PoolRowCodec.free(rows.value(new FreeRow(5, "A")))).isEqualTo("A");
        assertThat(rows.value(new FreeRow(5, null))).isNull();
        assertThat(rows.value(new ClaimRow(CLAIM, null))).isNull();
        assertThatThrownBy(() -> rows.code("A", new byte[] {1, 16})).isInstanceOf(UnreadableStateException.class);
        assertThatThrownBy(() -> rows.claim(new byte[] {2})).isInstanceOf(UnreadableStateException.class);
    }

    @Test
    void theKeysOfRowsAreLoggedAndNoStates() {
        for (byte[] key :
                List.of(PoolRowCodec.code(POOL, "A"), PoolRowCodec.free(POOL, 1), PoolRowCodec.claim(POOL, CLAIM))) {
            assertThat(StoreKeys.isLogged(key)).isTrue();
            assertThat(StoreKeys.isState(key)).isFalse();
        }
        assertThat(PoolRowCodec.code(POOL, "A")).isNotEqualTo(PoolRowCodec.code(POOL, "B"));
    }
}
