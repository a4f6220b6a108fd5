package dev.vestnik.sender.hook;

import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.report.Reports;
import dev.vestnik.sender.report.TestLinks;
import java.util.Optional;

/** The way of providers' events for tests of other packages. */
public final class TestHookEvents {
    private TestHookEvents() {}

    public static HookEvents to(Reports reports, SenderMetrics metrics) {
        return new HookEvents(ChannelName.SMS, TestLinks.in(ChannelName.SMS), reports, Optional.empty(), metrics);
    }
}
