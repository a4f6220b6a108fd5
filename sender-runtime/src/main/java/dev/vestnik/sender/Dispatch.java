package dev.vestnik.sender;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.message.MessageClass;
import java.time.Instant;

/**
 * One message on its way to a gateway, finished: rendered, addressed, dated.
 *
 * @param attempt the id; providers that know idempotency keys get {@code attempt.toString()}
 * @param customer the recipient
 * @param origin the journey, step and template it was made from
 * @param content the content and the recipient's address
 * @param deliverBefore the end of its life, for the provider's validity period; in the future when {@code send} is called
 * @param possibleDuplicate true when the message may have been sent before: the attempt was in doubt and is made again
 */
public record Dispatch(
        Attempt attempt,
        CustomerKey customer,
        MessageClass messageClass,
        Origin origin,
        Content content,
        Instant deliverBefore,
        boolean possibleDuplicate) {

    /** The same message with another content. */
    public Dispatch with(Content other) {
        return new Dispatch(attempt, customer, messageClass, origin, other, deliverBefore, possibleDuplicate);
    }
}
