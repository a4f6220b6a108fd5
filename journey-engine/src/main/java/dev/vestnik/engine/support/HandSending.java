package dev.vestnik.engine.support;

import dev.vestnik.engine.journey.Channel;
import dev.vestnik.engine.journey.JourneyClass;
import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.engine.SendByHand;
import dev.vestnik.schemas.message.MessageClass;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The message by hand: asks the owner of the customer for it. */
final class HandSending {
    private final Asking asking;
    private final JsonMapper json;

    HandSending(Asking asking, JsonMapper json) {
        this.asking = asking;
        this.json = json;
    }

    /** The same id for the same customer and key, whichever instance is asked; a new one where there is no key. */
    static String askId(CustomerKey customer, @Nullable String idempotencyKey) {
        return idempotencyKey == null
                ? UUID.randomUUID().toString()
                : UUID.nameUUIDFromBytes((customer + "\n" + idempotencyKey).getBytes(StandardCharsets.UTF_8))
                        .toString();
    }

    /** As {@link Asking#ask}. */
    Optional<Answer> send(String askId, MessageRequest request, String requestedBy) throws InterruptedException {
        return asking.ask(
                askId,
                request.customer(),
                new SendByHand(
                        request.template(),
                        request.channels().stream().map(Channel::label).toList(),
                        request.messageClass() == JourneyClass.SERVICE ? MessageClass.service : MessageClass.marketing,
                        request.topic(),
                        json.writeValueAsString(request.variables()),
                        requestedBy));
    }
}
