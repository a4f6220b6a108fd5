package dev.vestnik.sender.http;

import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message with all that a provider's request may carry of ours.
 *
 * @param token a signed word, URL-safe, by which a report names message and customer; as a client reference, callback data or part of a URL
 * @param hook the address of the provider's hooks; null where the sender is not reached from outside
 * @param life the rest of the message's life, at least a second: the provider's validity period
 */
public record ProviderSubmission(
        Dispatch dispatch, String token, @Nullable URI hook, Duration life) {

    /** The content when it is an SMS. */
    public Optional<Content.Sms> sms() {
        return dispatch.content() instanceof Content.Sms sms ? Optional.of(sms) : Optional.empty();
    }

    /** The attempt as a word of a few more than 32 letters and digits, for providers whose client ids are short. */
    public String reference() {
        return dispatch.attempt().messageId().toString().replace("-", "")
                + dispatch.attempt().number();
    }

    /** The idempotency key of the attempt. */
    public String idempotencyKey() {
        return dispatch.attempt().toString();
    }
}
