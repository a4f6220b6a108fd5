package dev.vestnik.sender.http;

import dev.vestnik.sender.GatewayLimits;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a gateway over HTTP, whatever its provider.
 *
 * @param name unique in the sender and for ever the same: attempts, receipts and the hook's address carry it
 * @param url the provider's address, before the path of its calls
 * @param answerTimeout the grace: until then a slow answer is not a lost one
 * @param pullEvery the time between two questions for reports; null for a provider that calls us
 * @param shop the shop whose customers reply to this account
 */
public record HttpGatewaySettings(
        String name,
        URI url,
        GatewayLimits limits,
        Duration answerTimeout,
        @Nullable Duration pullEvery,
        String shop) {
    /** The time that a connection may take; a provider that takes longer is away. */
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** The grace of an answer: providers under load answer within a minute, load balancers give up after one. */
    public static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(2);
}
