package dev.vestnik.pages.message;

import dev.vestnik.pages.link.PagesMetrics;
import dev.vestnik.pages.link.PagesMetrics.Seen;
import dev.vestnik.pages.record.PageRecords;
import dev.vestnik.schemas.message.ReceiptStatus;
import dev.vestnik.service.link.LinkedMessage;
import dev.vestnik.service.link.PublicLink;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reports clicks and openings, each of a message once, on a thread of its own: nobody waits for Kafka to get to a page. What Kafka does not take
 * for long, and what a crash meets on its way here, is not counted.
 */
public final class PageReports implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(PageReports.class);
    private static final int WAITING = 50_000;
    private static final int REMEMBERED = 200_000;
    private static final int LOOK_MS = 100;
    private static final int END_SECONDS = 5;
    private static final String PROXY = "proxy";

    private final PageRecords records;
    private final PagesMetrics metrics;
    private final InstantSource clock;
    private final PendingClicks clicks = new PendingClicks();
    private final BlockingQueue<Report> waiting = new ArrayBlockingQueue<>(WAITING);
    private final Recent<UUID> clicked = new Recent<>(REMEMBERED);
    private final Recent<UUID> opened = new Recent<>(REMEMBERED);
    private volatile boolean running;
    private @Nullable Thread worker;

    /** A receipt that is to be written. */
    private record Report(
            LinkedMessage sent,
            ReceiptStatus status,
            @Nullable String code,
            Instant at) {
        boolean isClick() {
            return status == ReceiptStatus.CLICKED;
        }
    }

    public PageReports(PageRecords records, PagesMetrics metrics, InstantSource clock) {
        this.records = records;
        this.metrics = metrics;
        this.clock = clock;
    }

    void click(PublicLink.Click click, Visitor visitor) {
        Instant now = clock.instant();
        if (visitor != Visitor.PERSON) {
            metrics.click(click.sent().channel(), Seen.MACHINE);
        } else if (!clicks.keep(click, now)) {
            report(new Report(click.sent(), ReceiptStatus.CLICKED, null, now));
        }
    }

    void open(PublicLink.Open open, Visitor visitor) {
        if (visitor == Visitor.MACHINE) {
            metrics.opening(open.sent().channel(), Seen.MACHINE);
        } else {
            String code = visitor == Visitor.PROXY ? PROXY : null;
            report(new Report(open.sent(), ReceiptStatus.OPENED, code, clock.instant()));
        }
    }

    private void report(Report report) {
        if (!known(report).add(report.sent().message())) {
            count(report, Seen.REPEATED);
        } else if (!waiting.offer(report)) {
            lost(report);
        }
    }

    private Recent<UUID> known(Report report) {
        return report.isClick() ? clicked : opened;
    }

    private void lost(Report report) {
        known(report).remove(report.sent().message()); // the next click may be heard
        count(report, Seen.LOST);
    }

    private void count(Report report, Seen seen) {
        if (report.isClick()) {
            metrics.click(report.sent().channel(), seen);
        } else {
            metrics.opening(report.sent().channel(), seen);
        }
    }

    @Override
    public void start() {
        running = true;
        worker = Thread.ofVirtual().name("page-reports").start(this::run);
    }

    private void run() {
        try {
            while (running) {
                judge(clock.instant());
                Report next = waiting.poll(LOOK_MS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    write(next);
                }
            }
            judge(Instant.MAX);
            for (Report rest = waiting.poll(); rest != null; rest = waiting.poll()) {
                write(rest);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void judge(Instant now) {
        for (PendingClicks.Judged judged : clicks.over(now)) {
            if (judged.scanned()) {
                metrics.click(judged.sent().channel(), Seen.MACHINE);
            } else {
                report(new Report(judged.sent(), ReceiptStatus.CLICKED, null, judged.at()));
            }
        }
    }

    private void write(Report report) {
        records.receipt(report.sent(), report.status(), report.code(), report.at())
                .whenComplete((_, failure) -> {
                    if (failure == null) {
                        count(report, Seen.RECORDED);
                    } else {
                        log.warn("report=lost status={} cause=\"{}\"", report.status(), failure.toString());
                        lost(report);
                    }
                });
    }

    @Override
    public void stop() {
        running = false;
        Thread ending = worker;
        if (ending != null) {
            try {
                ending.join(Duration.ofSeconds(END_SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends after the web server, whose last calls may still bring clicks. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
