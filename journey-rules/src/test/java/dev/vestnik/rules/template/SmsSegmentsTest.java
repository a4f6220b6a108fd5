package dev.vestnik.rules.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SmsSegmentsTest {

    @Test
    void countsGsmText() {
        assertThat(SmsSegments.count("")).isEqualTo(1);
        assertThat(SmsSegments.count("a".repeat(160))).isEqualTo(1);
        assertThat(SmsSegments.count("a".repeat(161))).isEqualTo(2);
        assertThat(SmsSegments.count("a".repeat(306))).isEqualTo(2);
        assertThat(SmsSegments.count("a".repeat(307))).isEqualTo(3);
        assertThat(SmsSegments.count("€".repeat(80))).isEqualTo(1);
        assertThat(SmsSegments.count("€".repeat(81))).isEqualTo(2);
    }

    @Test
    void anEscapedCharacterIsNotSplit() {
        assertThat(SmsSegments.count("a".repeat(152) + "€" + "a".repeat(151))).isEqualTo(2);
        assertThat(SmsSegments.count("a".repeat(152) + "€" + "a".repeat(152))).isEqualTo(3);
    }

    @Test
    void countsOtherScripts() {
        assertThat(SmsSegments.isGsm("Grüße £5")).isTrue();
        assertThat(SmsSegments.isGsm("Привет")).isFalse();
        assertThat(SmsSegments.isGsm("don’t")).isFalse();
        assertThat(SmsSegments.count("ж".repeat(70))).isEqualTo(1);
        assertThat(SmsSegments.count("ж".repeat(71))).isEqualTo(2);
        assertThat(SmsSegments.count("ж".repeat(134))).isEqualTo(2);
        assertThat(SmsSegments.count("ж".repeat(135))).isEqualTo(3);
        assertThat(SmsSegments.count("ж".repeat(66) + "😀" + "ж".repeat(66))).isEqualTo(3);
    }

    @Test
    void moreTextNeverHasFewerParts() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int run = 0; run < 200; run++) {
            boolean gsm = random.nextBoolean();
            StringBuilder text = new StringBuilder(gsm ? "" : "ж");
            int before = 1;
            for (int i = 0; i < 400; i++) {
                text.append(random.nextInt(10) == 0 ? gsm ? "€" : "😀" : "a");
                int now = SmsSegments.count(text.toString());
                assertThat(now).as("seed %d", seed).isBetween(before, before + 1);
                before = now;
            }
        }
    }
}
