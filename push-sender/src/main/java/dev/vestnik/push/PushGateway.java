package dev.vestnik.push;

import dev.vestnik.push.device.DeviceOutcome;
import dev.vestnik.push.device.Notice;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.GatewayLimits;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.report.ReportLinks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/** Sends a message to all devices of a customer at once. */
final class PushGateway implements Gateway {
    private final GatewayLimits limits;
    private final Platforms platforms;
    private final ReportLinks reports;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    PushGateway(GatewayLimits limits, Platforms platforms, ReportLinks reports) {
        this.limits = limits;
        this.platforms = platforms;
        this.reports = reports;
    }

    @Override
    public String name() {
        return "push";
    }

    @Override
    public GatewayLimits limits() {
        return limits;
    }

    @Override
    public Outcome send(Dispatch dispatch, BooleanSupplier mayStart) throws InterruptedException {
        if (!(dispatch.content() instanceof Content.Push content)) {
            return Outcome.permanent("not-a-push");
        }
        if (content.title().isBlank() && content.body().isBlank()) {
            return Outcome.permanent("empty-notice");
        }
        Notice notice = Notice.of(dispatch, content, reports.url(dispatch).orElse(null));
        return FanOut.outcome(push(content.targets().stream().distinct().toList(), notice, mayStart));
    }

    @Override
    public void close() {
        threads.close();
        platforms.close();
    }

    private List<FanOut.TokenOutcome> push(List<Content.Target> targets, Notice notice, BooleanSupplier mayStart)
            throws InterruptedException {
        List<Future<DeviceOutcome>> pending = new ArrayList<>();
        for (Content.Target target : targets) {
            pending.add(threads.submit(() -> platforms.push(target, notice, mayStart)));
        }
        List<FanOut.TokenOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < pending.size(); i++) {
            outcomes.add(new FanOut.TokenOutcome(FanOut.TokenOutcome.token(targets.get(i)), outcome(pending.get(i))));
        }
        return outcomes;
    }

    /** Waits for the outcome of one device; a fault of ours there must not hide the outcomes of the others. */
    private static DeviceOutcome outcome(Future<DeviceOutcome> pending) throws InterruptedException {
        try {
            return pending.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new DeviceOutcome.Lost(cause.getClass().getSimpleName());
        }
    }
}
