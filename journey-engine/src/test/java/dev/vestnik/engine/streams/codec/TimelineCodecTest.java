package dev.vestnik.engine.streams.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.streams.codec.TimelineCodec.Numbered;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.decide.Decision;
import dev.vestnik.rules.decide.Decision.About;
import dev.vestnik.rules.decide.Decision.MessageFacts;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.decide.Decision.Verdict;
import dev.vestnik.rules.journey.JourneyClass;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimelineCodecTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123Z");
    private static final UUID INSTANCE = UUID.fromString("9b2d9c1e-50f7-8b1d-8f0e-1c9a3b7d5e21");

    private final TimelineCodec codec = new TimelineCodec();

    @Test
    void readsWhatItWrote() {
        List<Decision> decisions = decisions();
        assertThat(codec.read(codec.write(41, decisions)))
                .containsExactly(
                        new Numbered(41, decisions.get(0)),
                        new Numbered(42, decisions.get(1)),
                        new Numbered(43, decisions.get(2)));
    }

    @Test
    void whatOneSignalLedToCostsLittle() {
        assertThat(codec.write(41, decisions())).hasSizeLessThan(190);
    }

    /** What format 1 looked like when it was first released: it must stay readable. */
    @Test
    void readsTheFirstFormat() {
        assertThat(codec.read(HexFormat.of().parseHex(GOLDEN)))
                .extracting(Numbered::decision)
                .isEqualTo(decisions());
    }

    private static final String GOLDEN =
            "0129030003011a6f726465722d73686970706564029b2d9c1e50f78b1d8f0e1c9a3b7d5e2193010000710a6576742d3100f6"
                    + "f9b784c168ef2e021f01c7010293019b2d9c1e50f78b1d8f0e1c9a3b7d5e210105c70102b501bf01011a64656c6976657242"
                    + "65666f726528323032362d31312d32365431323a30303a30305ab901bf0100015d04656e71c90100f02eef2e0304146e6f2d"
                    + "636f6e746163740103c701000071c90100f02eef2e";

    private static List<Decision> decisions() {
        About about = new About("order-shipped", 2, INSTANCE, "tell");
        return List.of(
                decision(Outcome.ENTERED, null, about, null, List.of(), Map.of()),
                decision(
                        Outcome.SENT,
                        null,
                        about,
                        new MessageFacts(INSTANCE, 1, Channel.SMS, JourneyClass.MARKETING, "order-shipped"),
                        List.of(
                                new Verdict("expiry", "pass", Map.of("deliverBefore", "2026-11-26T12:00:00Z")),
                                new Verdict("consent", "pass", Map.of())),
                        Map.of("locale", "en")),
                decision(
                        Outcome.SKIPPED,
                        "no-contact",
                        null,
                        new MessageFacts(null, 1, Channel.PUSH, JourneyClass.SERVICE, "order-shipped"),
                        List.of(),
                        Map.of()));
    }

    private static Decision decision(
            Outcome outcome,
            String reason,
            About about,
            MessageFacts message,
            List<Verdict> gates,
            Map<String, String> inputs) {
        return new Decision(
                outcome,
                reason,
                about,
                message,
                gates,
                inputs,
                "order.shipped",
                "evt-1",
                -1,
                NOON,
                NOON.minusSeconds(3));
    }
}
