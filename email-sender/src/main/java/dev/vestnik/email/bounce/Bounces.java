package dev.vestnik.email.bounce;

import dev.vestnik.sender.report.Reports;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the news in bounces to the engine, wherever they come from. */
final class Bounces {
    private static final Logger log = LoggerFactory.getLogger(Bounces.class);
    private static final String GATEWAY = "bounces";

    private final BounceReader reader;
    private final Reports reports;
    private final BounceMetrics metrics;

    Bounces(BounceReader reader, Reports reports, BounceMetrics metrics) {
        this.reader = reader;
        this.reports = reports;
        this.metrics = metrics;
    }

    /** Completes once Kafka has the report, where there is one: only then may the e-mail be forgotten. */
    CompletableFuture<Bounce> take(byte[] mail, String source) {
        Bounce bounce = reader.read(mail);
        CompletableFuture<Void> written = bounce instanceof Bounce.Reported(var subject, var report)
                ? reports.write(subject, report, GATEWAY)
                : CompletableFuture.completedFuture(null);
        return written.thenApply(_ -> noted(bounce, source));
    }

    /** Notes an e-mail that is too large to be looked at, or cannot be. */
    Bounce unreadable(String source) {
        return noted(new Bounce.NotUnderstood("unreadable"), source);
    }

    private Bounce noted(Bounce bounce, String source) {
        metrics.bounce(source, bounce);
        if (bounce instanceof Bounce.NotUnderstood(String reason)) {
            log.warn("bounce=not_understood source={} reason={}", source, reason);
        }
        return bounce;
    }
}
