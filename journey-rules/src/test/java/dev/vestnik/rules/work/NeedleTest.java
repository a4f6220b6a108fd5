package dev.vestnik.rules.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NeedleTest {
    @Test
    void findsWhatStringsFind() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String hay = letters(random, random.nextInt(30));
            String what = letters(random, random.nextInt(5));
            int from = random.nextInt(hay.length() + 1);
            assertThat(new Needle(what).in(hay, from))
                    .as("%s in %s from %s, seed %s", what, hay, from, seed)
                    .isEqualTo(hay.indexOf(what, from));
        }
    }

    @Test
    void readsEachCharacterAtMostTwice() {
        CountingText hay = new CountingText("a".repeat(1_000_000));
        assertThat(new Needle("a".repeat(100_000) + "b").in(hay, 0)).isEqualTo(-1);
        assertThat(hay.reads()).isLessThan(2_000_000);
    }

    private static String letters(Random random, int length) {
        return random.ints(length, 'a', 'c')
                .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
                .toString();
    }
}
