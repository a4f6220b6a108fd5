package dev.vestnik.sandbox.http;

import dev.vestnik.sandbox.behaviour.Behaviours;
import dev.vestnik.sandbox.device.ReportTargets;
import dev.vestnik.sandbox.followup.FollowUpHandler;
import dev.vestnik.sandbox.ledger.LedgerRecord.Cleared;
import dev.vestnik.sandbox.ledger.LedgerRecord.Inbound;
import dev.vestnik.sandbox.ledger.LedgerRecord.Opened;
import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import dev.vestnik.sandbox.ledger.LedgerRecord.Rejected;
import dev.vestnik.sandbox.ledger.LedgerRecord.Settled;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls clients' hooks with reports and people's texts; calls again until one is acknowledged with 2xx, and gives up after some time. */
final class HookCalls implements FollowUpHandler, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HookCalls.class);
    private static final int MOST_ATTEMPTS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final PlayedProviders providers;
    private final Hooks hooks;
    private final ReportTargets targets;
    private final Behaviours behaviours;

    HookCalls(PlayedProviders providers, Hooks hooks, ReportTargets targets, Behaviours behaviours) {
        this.providers = providers;
        this.hooks = hooks;
        this.targets = targets;
        this.behaviours = behaviours;
    }

    @Override
    public void awaitReady() {}

    @Override
    public boolean deliver(Delivery delivery) throws InterruptedException {
        boolean done = switch (delivery.entry()) {
            case Received received -> report(ProviderReport.of(received, delivery.index()));
            case Inbound inbound -> inbound(inbound, Long.toString(delivery.seq()));
            case Opened _, Rejected _, Settled _, Cleared _ ->
                throw new IllegalStateException("nothing is owed for record " + delivery.seq());
        };
        if (!done && delivery.attempt() >= MOST_ATTEMPTS) {
            log.warn("event=hook-call-given-up seq={} attempts={}", delivery.seq(), delivery.attempt());
        }
        return done || delivery.attempt() >= MOST_ATTEMPTS;
    }

    private boolean report(ProviderReport report) throws InterruptedException {
        PlayedProvider provider = providers.of(report.message().provider());
        URI hook = hook(report);
        if (hook == null) {
            provider.keep(report);
            return true;
        }
        HookCall call = provider.report(report, hook);
        boolean heard = acknowledged(call);
        if (heard
                && behaviours.chance(
                        behaviours.of(provider.provider()).receipts().duplicateReceipts())) {
            acknowledged(call);
        }
        return heard;
    }

    private @Nullable URI hook(ProviderReport report) {
        String own = report.fact(HttpMessage.HOOK);
        return own.isEmpty() ? hooks.of(report.message().provider()) : URI.create(own);
    }

    private boolean inbound(Inbound inbound, String id) throws InterruptedException {
        URI hook = hooks.of(inbound.through());
        return hook == null || acknowledged(providers.of(inbound.through()).inbound(inbound, id, hook));
    }

    private boolean acknowledged(HookCall call) throws InterruptedException {
        if (!targets.allows(call.address().toString())) {
            log.info(
                    "event=hook-not-called host={} cause=report-hosts",
                    call.address().getHost());
            return true;
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(call.address()).timeout(PATIENCE).POST(BodyPublishers.ofString(call.body()));
        call.headers().forEach(request::header);
        try {
            return client.send(request.build(), BodyHandlers.discarding()).statusCode() / 100 == 2;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
