package dev.vestnik.pages.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.service.link.LinkedMessage;
import dev.vestnik.service.link.PublicLink;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PendingClicksTest {
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    private final PendingClicks clicks = new PendingClicks();

    private static PublicLink.Click click(long message, String target, Instant sentAt) {
        return new PublicLink.Click(
                new LinkedMessage(new CustomerKey("main", "a"), new UUID(1, message), 1, ChannelName.EMAIL, sentAt),
                target);
    }

    private static PublicLink.Click click(long message, String target) {
        return click(message, target, NOON.minusSeconds(60));
    }

    @Test
    void oneLinkIsAPersonsOnceItsMomentIsOver() {
        clicks.keep(click(1, "a"), NOON);
        clicks.keep(click(1, "a"), NOON.plusMillis(300)); // pressed twice
        assertThat(clicks.over(NOON.plusMillis(999))).isEmpty();
        assertThat(clicks.over(NOON.plusMillis(1000))).singleElement().satisfies(judged -> {
            assertThat(judged.scanned()).isFalse();
            assertThat(judged.at()).isEqualTo(NOON);
        });
        assertThat(clicks.over(Instant.MAX)).isEmpty();
    }

    @Test
    void twoLinksOfAMessageWithinAMomentAreAScanners() {
        clicks.keep(click(1, "a"), NOON);
        clicks.keep(click(1, "b"), NOON.plusMillis(900));
        assertThat(clicks.over(NOON.plusSeconds(1))).singleElement().matches(PendingClicks.Judged::scanned);
    }

    @Test
    void aPersonMayFollowALinkAfterTheScanner() {
        clicks.keep(click(1, "a"), NOON);
        clicks.keep(click(1, "b"), NOON);
        clicks.over(NOON.plusSeconds(1));
        clicks.keep(click(1, "b"), NOON.plusSeconds(5));
        assertThat(clicks.over(NOON.plusSeconds(6))).singleElement().matches(judged -> !judged.scanned());
    }

    @Test
    void nobodyFollowsALinkBeforeTheMessageIsThere() {
        clicks.keep(click(1, "a", NOON.minusSeconds(1)), NOON);
        clicks.keep(click(2, "a", NOON.minusSeconds(2)), NOON);
        assertThat(clicks.over(NOON.plusSeconds(1)))
                .extracting(PendingClicks.Judged::scanned)
                .containsExactly(true, false);
    }

    @Test
    void keepsABoundedNumber() {
        for (int i = 0; i < PendingClicks.MOST; i++) {
            assertThat(clicks.keep(click(i, "a"), NOON)).isTrue();
        }
        assertThat(clicks.keep(click(-1, "a"), NOON)).isFalse();
        assertThat(clicks.keep(click(5, "b"), NOON)).as("known already").isTrue();
        assertThat(clicks.over(NOON.plus(Duration.ofSeconds(1)))).hasSize(PendingClicks.MOST);
    }
}
