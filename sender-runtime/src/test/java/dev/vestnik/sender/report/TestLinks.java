package dev.vestnik.sender.report;

import dev.vestnik.schemas.topic.Channel;
import java.net.URI;

/** Report links as a sender in production has them. */
public final class TestLinks {
    private TestLinks() {}

    public static ReportLinks in(Channel channel) {
        return new SignedReportLinks(channel, URI.create("https://hooks.shop.example/"), "0123456789abcdef");
    }
}
