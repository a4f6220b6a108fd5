package dev.vestnik.sender.report;

import dev.vestnik.schemas.topic.ChannelName;
import java.net.URI;

/** Report links as a sender in production has them. */
public final class TestLinks {
    private TestLinks() {}

    public static ReportLinks in(ChannelName channel) {
        return new SignedReportLinks(channel, URI.create("https://hooks.shop.example/"), "0123456789abcdef");
    }
}
