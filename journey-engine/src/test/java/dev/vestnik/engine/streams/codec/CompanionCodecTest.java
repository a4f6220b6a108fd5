package dev.vestnik.engine.streams.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.rules.recommend.Companions;
import dev.vestnik.rules.recommend.Companions.Companion;
import dev.vestnik.rules.recommend.Together;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rows that say what belongs to a product: what was written stays readable, what is not known says so. */
class CompanionCodecTest {
    private static final Companions COMPANIONS = new Companions(
            List.of(new Companion("Чашка", 12.345, 0), new Companion("cup", 1, 3.5)),
            Instant.parse("2026-11-23T12:00:00.123Z"));

    /** The bytes of the first engine that recommended: they stay readable. */
    private static final String STORED = "01f6f9b784c168020ad0a7d0b0d188d0bad0b0b96000036375" + "70e807ac1b";

    @Test
    void readsWhatItWrote() {
        assertThat(CompanionCodec.read(CompanionCodec.write(COMPANIONS))).isEqualTo(COMPANIONS);
        assertThat(CompanionCodec.read(null)).isEqualTo(Companions.NONE);
    }

    @Test
    void writesAsTheFirstEngineDid() {
        assertThat(HexFormat.of().formatHex(CompanionCodec.write(COMPANIONS))).isEqualTo(STORED);
    }

    @Test
    void whatItDoesNotKnowOrIsBrokenIsNoRow() {
        byte[] bytes = CompanionCodec.write(COMPANIONS);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> CompanionCodec.read(cut)).isInstanceOf(UnreadableStateException.class);
        }
        bytes[0] = 2;
        assertThatThrownBy(() -> CompanionCodec.read(bytes)).isInstanceOf(UnreadableStateException.class);
    }

    @Test
    void bothRowsOfAProductAreKeptApart() {
        byte[] kettle = "/product/main/p/kettle".getBytes(StandardCharsets.UTF_8);
        byte[] bought = CompanionCodec.key(kettle, Together.BOUGHT);
        assertThat(bought).isNotEqualTo(CompanionCodec.key(kettle, Together.VIEWED));
        assertThat(StoreKeys.isLogged(bought)).isTrue();
    }
}
