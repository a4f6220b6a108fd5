package dev.vestnik.sender.gateway;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.sender.Attempt;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Origin;
import java.time.Instant;
import java.util.UUID;

/** Messages on their way to a gateway. */
public final class Dispatches {
    private Dispatches() {}

    public static Dispatch any() {
        return new Dispatch(
                new Attempt(UUID.randomUUID(), 1),
                new CustomerKey("main", "c1"),
                MessageClass.service,
                new Origin("shipped", "tell", "order-shipped", "en"),
                new Content.Sms("+74956461000", null, "On its way"),
                Instant.now().plusSeconds(60),
                false);
    }
}
