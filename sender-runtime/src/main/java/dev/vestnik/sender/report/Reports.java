package dev.vestnik.sender.report;

import java.util.concurrent.CompletableFuture;

/** Takes reports and replies to the engine. A bean of every sender. */
public interface Reports {

    /** Writes a report; completes once Kafka has the receipt, and only then may the source be told that it arrived. */
    CompletableFuture<Void> write(ReportSubject subject, DeliveryReport report, String gateway);

    /** Writes a person's reply; completes once Kafka has it. */
    CompletableFuture<Void> write(InboundReply reply);

    /** Keeps a report for people whose token names no message of ours; completes once Kafka has it. */
    CompletableFuture<Void> setAside(String gateway, String token, DeliveryReport report);
}
