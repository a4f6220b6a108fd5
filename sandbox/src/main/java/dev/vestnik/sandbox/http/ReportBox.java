package dev.vestnik.sandbox.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports that wait for a client to ask for them; each is given once. In memory, and the oldest make room for the newest. */
final class ReportBox {
    private static final Logger log = LoggerFactory.getLogger(ReportBox.class);
    private static final int MOST = 100_000;

    private final Deque<ProviderReport> reports = new ArrayDeque<>();

    synchronized void put(ProviderReport report) {
        if (reports.size() == MOST) {
            reports.removeFirst();
            log.warn("event=report-lost cause=nobody-asked most={}", MOST);
        }
        reports.addLast(report);
    }

    synchronized List<ProviderReport> take(int most) {
        List<ProviderReport> taken = new ArrayList<>();
        while (taken.size() < most && !reports.isEmpty()) {
            taken.add(reports.removeFirst());
        }
        return taken;
    }
}
