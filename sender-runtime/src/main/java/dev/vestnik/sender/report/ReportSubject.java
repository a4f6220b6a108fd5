package dev.vestnik.sender.report;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Attempt;

/** The message that a report is about; a signed report token carries nothing else. */
public record ReportSubject(CustomerKey customer, Attempt attempt, ChannelName channel) {}
