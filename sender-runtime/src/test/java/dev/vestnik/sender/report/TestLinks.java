package dev.vestnik.sender.report;

import dev.vestnik.schemas.topic.Channel;
import dev.vestnik.sender.SenderSettings;
import java.net.URI;
import java.time.Duration;

/** Report links as a sender in production has them. */
public final class TestLinks {
    private TestLinks() {}

    public static ReportLinks in(Channel channel) {
        return new SignedReportLinks(
                channel,
                new SenderSettings(
                        null,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5),
                        80,
                        URI.create("https://hooks.shop.example/"),
                        "0123456789abcdef"));
    }
}
