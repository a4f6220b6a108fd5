package dev.vestnik.engine.streams.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.engine.streams.codec.CursorCodec.Stage;
import dev.vestnik.engine.streams.codec.CursorCodec.StoredCursor;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CursorCodecTest {
    private static final byte[] NEXT = {2, 0, 0, 0, 7};

    /** As stored by level 8: every later version reads it. */
    private static final String STORED =
            "01030005020000000702" + "07" + hex("reached") + "02" + "08" + hex("sent sms") + "ac02";

    private final CursorCodec codec = new CursorCodec();

    @Test
    void readsWhatItWrites() {
        byte[] bytes = codec.write(new StoredCursor(3, Stage.WALKING, NEXT, Map.of("sent sms", 300L, "reached", 2L)));
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(STORED);
        StoredCursor read = CursorCodec.read(bytes);
        assertThat(read.run()).isEqualTo(3);
        assertThat(read.stage()).isEqualTo(Stage.WALKING);
        assertThat(read.next()).containsExactly(NEXT);
        assertThat(read.counts()).isEqualTo(Map.of("sent sms", 300L, "reached", 2L));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        for (byte[] bytes : new byte[][] {{}, {2}, {1}, {1, 1, 9, 0, 0}, {1, 1, 0, 100, 0}}) {
            assertThatThrownBy(() -> CursorCodec.read(bytes)).isInstanceOf(UnreadableStateException.class);
        }
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
