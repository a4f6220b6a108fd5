package dev.vestnik.engine.streams.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Decision;
import dev.vestnik.rules.decide.Decision.About;
import dev.vestnik.rules.decide.Decision.MessageFacts;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.decide.Decision.Verdict;
import dev.vestnik.rules.journey.JourneyClass;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IncomingDecisionsTest {
    private static final CustomerKey ANNA = new CustomerKey("main", "anna#7@x");
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.123Z");

    private static Decision decision(Outcome outcome, @Nullable About about, @Nullable MessageFacts message) {
        return new Decision(
                outcome,
                "quiet-hours",
                about,
                message,
                List.of(new Verdict("quiet-hours", "hold", Map.of("zone", "Europe/Moscow"))),
                Map.of("if", "true"),
                "order.placed",
                "e1",
                9,
                NOW,
                NOW.minusSeconds(5));
    }

    private static dev.vestnik.schemas.engine.Decision written(Decision decision) {
        return OutgoingDecisions.decision(ANNA, decision, 205, null);
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void readsWhatTheEngineWrote(Outcome outcome) {
        About about = new About("cart", 3, UUID.fromString("3de95cc4-1db9-849e-901b-d9c6cf70aa9c"), "remind");
        MessageFacts message = new MessageFacts(UUID.randomUUID(), 2, Channel.EMAIL, JourneyClass.MARKETING, "hello");
        Decision decision = decision(outcome, about, message);
        assertThat(IncomingDecisions.read(written(decision))).isEqualTo(decision);
        assertThat(IncomingDecisions.sequence(written(decision))).isEqualTo(205);
    }

    @Test
    void readsWhatIsAboutNoJourneyAndNoMessage() {
        Decision decision = decision(Outcome.CONSENT, null, null);
        assertThat(IncomingDecisions.read(written(decision))).isEqualTo(decision);
    }
}
