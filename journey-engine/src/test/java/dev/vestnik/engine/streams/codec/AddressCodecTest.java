package dev.vestnik.engine.streams.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.address.AddressState;
import dev.vestnik.rules.address.AddressState.Dead;
import dev.vestnik.rules.address.AddressState.Holder;
import dev.vestnik.rules.address.AddressState.Stop;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Signal.WakeClass;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressCodecTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123Z");
    private static final AddressKey PHONE = AddressKey.of("main", Channel.SMS, "+74956460054");
    private static final CustomerKey ANNA = new CustomerKey("main", "anna");
    private static final CustomerKey BORIS = new CustomerKey("main", "boris/1");
    private static final AddressState EVERYTHING = new AddressState(
            List.of(new Holder(BORIS, NOON), new Holder(ANNA, NOON.minusSeconds(60))),
            NOON,
            new Dead("unknown-number", NOON),
            new Stop(NOON, ANNA),
            List.of(),
            NOON.plusSeconds(7));
    /** What the first engine that knew addresses wrote: it stays readable. */
    private static final String STORED = "0304d3b39cc2a0340002160e626f7269732f31f6f9b784c16808616e6e61bfa9070306f6f9b7"
            + "84c16804151c756e6b6e6f776e2d6e756d626572f6f9b784c168050bf6f9b784c16808616e6e61";

    private final AddressCodec codec = new AddressCodec();

    @Test
    void readsWhatItWrote() {
        for (AddressState state : List.of(
                AddressState.NONE,
                EVERYTHING,
                new AddressState(List.of(new Holder(ANNA, NOON)), null, null, null, List.of(), null),
                new AddressState(List.of(), NOON, null, new Stop(NOON, null), List.of(7L, Long.MIN_VALUE), NOON))) {
            assertThat(read(codec.write(state, null))).isEqualTo(state);
        }
    }

    @Test
    void readsWhatTheFirstEngineHasLeft() {
        byte[] bytes = HexFormat.of().parseHex(STORED);
        assertThat(read(bytes)).isEqualTo(EVERYTHING);
        assertThat(codec.write(EVERYTHING, null)).isEqualTo(bytes);
    }

    @Test
    void oneHolderCostsLittle() {
        AddressState one = new AddressState(List.of(new Holder(ANNA, NOON)), null, null, null, List.of(), null);
        assertThat(codec.write(one, null)).hasSizeLessThan(18);
    }

    @Test
    void itsWakeUpIsFoundAsACustomersIsAndNothingInItIsParked() {
        byte[] bytes = codec.write(EVERYTHING, null);
        assertThat(StateCodec.armed(bytes, WakeClass.HOUSEKEEPING))
                .isEqualTo(NOON.plusSeconds(7).toEpochMilli());
        assertThat(StateCodec.armed(bytes, WakeClass.SERVICE)).isEqualTo(StateCodec.NOT_ARMED);
        assertThat(StateCodec.parked(bytes)).isZero();
    }

    @Test
    void keepsTheSectionsThatAnotherEngineWrote() {
        byte[] unknown = {7, 2, 7, 7, (byte) 0x8f, 1, 1, 3};
        byte[] known = codec.write(EVERYTHING, null);
        byte[] bytes = Arrays.copyOf(known, known.length + unknown.length);
        System.arraycopy(unknown, 0, bytes, known.length, unknown.length);
        AddressCodec.StoredAddress stored = codec.read(PHONE, bytes);
        assertThat(stored.hasUnknown()).isTrue();
        byte[] again = codec.write(AddressState.NONE, stored);
        assertThat(Arrays.copyOfRange(again, again.length - unknown.length, again.length))
                .isEqualTo(unknown);
        assertThat(read(again)).isEqualTo(AddressState.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"02", "", "030100", "030000 03 02 00 00", "030000 05 01 00 04 01 00", "030000 02 05 00"})
    void doesNotGuessWhatItDoesNotKnow(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThatThrownBy(() -> codec.read(PHONE, bytes)).isInstanceOf(UnreadableStateException.class);
    }

    @Test
    void whateverIsTurnedInAStateIsReadOrRefused() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] sound = codec.write(EVERYTHING, null);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = Arrays.copyOf(sound, random.nextInt(sound.length + 1));
            if (bytes.length > 1) {
                bytes[1 + random.nextInt(bytes.length - 1)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(read(bytes)).as("seed %d", seed).isNotNull();
            } catch (UnreadableStateException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    private AddressState read(byte[] bytes) {
        return codec.read(PHONE, bytes).state();
    }
}
