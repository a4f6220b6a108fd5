package dev.vestnik.push;

import dev.vestnik.push.device.Notice;
import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.sender.Attempt;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Origin;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Messages that tests start from. */
public final class Pushes {
    public static final UUID ID = UUID.fromString("6d2f1d3e-1111-8222-8333-444455556666");
    public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    public static final String REPORT = "http://127.0.0.1:8084/v1/reports/t0ken";

    private Pushes() {}

    public static Notice notice() {
        return notice(MessageClass.service, REPORT);
    }

    public static Notice notice(MessageClass messageClass, String report) {
        return Notice.of(dispatch(content(), messageClass), content(), report);
    }

    public static Content.Push content(Content.Target... targets) {
        return new Content.Push(
                List.of(targets),
                "В пути",
                "Order 1 \"today\"",
                "https://shop.example/o/1",
                "https://shop.example/1.png");
    }

    public static Dispatch dispatch(Content content, MessageClass messageClass) {
        return new Dispatch(
                new Attempt(ID, 2),
                new CustomerKey("main", "c-1"),
                messageClass,
                new Origin("order-shipped", "tell", "order-shipped", "ru"),
                content,
                NOW.plusSeconds(600),
                false);
    }
}
