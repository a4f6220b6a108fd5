package dev.vestnik.sender.report;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.message.Channel;
import dev.vestnik.sender.Attempt;

/** Which message a report is about; all that a signed report token carries. */
public record ReportSubject(CustomerKey customer, Attempt attempt, Channel channel) {}
