package dev.vestnik.sandbox.behaviour;

import java.time.Duration;
import java.util.Map;

/**
 * The bad days that every provider has.
 *
 * @param answerDelay the time between taking a message and its answer: reports may overtake it
 * @param silentRate the share that is neither taken nor answered, on a connection that stays open
 * @param throttleRate the share refused with 429 and {@code retryAfter} (HTTP)
 * @param retryAfter the rest that a throttling provider asks for (HTTP)
 * @param wrongCredentials whether the account's credentials are refused (HTTP)
 * @param recipients refusals of single numbers, addresses or tokens, in the provider's words
 */
public record OutageBehaviour(
        Duration answerDelay,
        double silentRate,
        double throttleRate,
        Duration retryAfter,
        boolean wrongCredentials,
        Map<String, String> recipients) {
    static final OutageBehaviour GOOD =
            new OutageBehaviour(Duration.ZERO, 0, 0, Duration.ofSeconds(1), false, Map.of());

    public OutageBehaviour {
        recipients = Map.copyOf(recipients);
    }

    OutageBehaviour with(Map<String, String> refused) {
        return new OutageBehaviour(answerDelay, silentRate, throttleRate, retryAfter, wrongCredentials, refused);
    }
}
