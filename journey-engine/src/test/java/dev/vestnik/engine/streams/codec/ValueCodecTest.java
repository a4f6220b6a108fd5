package dev.vestnik.engine.streams.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValueCodecTest {
    private final PrimitiveEncoder out = new PrimitiveEncoder();
    private final ValueEncoder encoder = new ValueEncoder(out);

    @Test
    void readsWordsOfOneHashAsTheyWereWritten() {
        List<String> alike = ofOneHash(11);
        assertThat(alike.stream().mapToInt(String::hashCode).distinct()).hasSize(1);

        List<String> twice = new ArrayList<>(alike);
        twice.addAll(alike);
        twice.add("sms");
        assertThat(readBack(Map.of("words", twice))).isEqualTo(Map.of("words", twice));
    }

    @Test
    void readsManyWordsAsTheyWereWrittenScopeAfterScope() {
        for (int scope = 0; scope < 3; scope++) {
            List<String> words = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                words.add("word " + scope + " " + i % 700);
            }
            assertThat(readBack(Map.of("words", words))).isEqualTo(Map.of("words", words));
        }
    }

    @Test
    void writesAWordThatCameBeforeAsItsNumber() {
        assertThat(bytes(Map.of("a", "a rather long text", "b", "a rather long text")))
                .isLessThan(bytes(Map.of("a", "a rather long text")) + 8);
    }

    private int bytes(Map<String, Object> map) {
        write(map);
        return out.size();
    }

    private Map<String, Object> readBack(Map<String, Object> map) {
        write(map);
        return new ValueDecoder(new PrimitiveDecoder(out.toBytes(), 0), new Interned()).map();
    }

    private void write(Map<String, Object> map) {
        out.reset();
        encoder.reset();
        encoder.map(map);
    }

    /** As many as two to that power: "Aa" and "BB" have one hash. */
    private static List<String> ofOneHash(int power) {
        List<String> words = new ArrayList<>(List.of(""));
        for (int i = 0; i < power; i++) {
            List<String> longer = new ArrayList<>();
            for (String word : words) {
                longer.add(word + "Aa");
                longer.add(word + "BB");
            }
            words = longer;
        }
        return words;
    }
}
