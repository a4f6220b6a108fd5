package dev.vestnik.sender.report;

import java.util.concurrent.CompletableFuture;

/** Takes reports to the engine. A bean of every sender. */
public interface Reports {

    /** Completes once Kafka has the receipt: only then may its source be told that it arrived. */
    CompletableFuture<Void> write(ReportSubject subject, Report report, String gateway);

    /** Completes once Kafka has what a person answered. */
    CompletableFuture<Void> write(Answer answer);
}
