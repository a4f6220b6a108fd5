package dev.vestnik.sender.hook;

import dev.vestnik.schemas.topic.Channel;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.report.InboundReply;
import dev.vestnik.sender.report.ReportLinks;
import dev.vestnik.sender.report.Reports;
import dev.vestnik.sender.report.ReportsById;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Takes the events of providers to Kafka. The same event has the same id each time, so that a call played twice counts once. */
public final class HookEvents {
    private static final CompletableFuture<Void> NOTHING = CompletableFuture.completedFuture(null);
    private static final int SECONDS_OF_EQUALS = 60;

    private final Channel channel;
    private final ReportLinks links;
    private final Reports reports;
    private final Optional<ReportsById> byId;
    private final SenderMetrics metrics;

    HookEvents(Channel channel, ReportLinks links, Reports reports, Optional<ReportsById> byId, SenderMetrics metrics) {
        this.channel = channel;
        this.links = links;
        this.reports = reports;
        this.byId = byId;
        this.metrics = metrics;
    }

    /**
     * Writes events; completes once Kafka has all of them, and only then may the provider be told so. Blocks while the producer's buffer is
     * full: not for event loops.
     */
    public CompletableFuture<Void> write(HookSource source, List<HookEvent> events) {
        return CompletableFuture.allOf(
                events.stream().map(event -> write(source, event)).toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> write(HookSource source, HookEvent event) {
        return switch (event) {
            case HookEvent.Report report -> write(source, report);
            case HookEvent.Reply reply -> reports.write(inbound(source, reply));
        };
    }

    /** A report on a message of another system in the same account is counted and no more: the provider cannot mend it. */
    private CompletableFuture<Void> write(HookSource source, HookEvent.Report report) {
        CompletableFuture<Void> written = switch (report.message()) {
            case Named.Token(String token) ->
                links.read(token)
                        .filter(subject -> subject.channel().equals(channel))
                        .map(subject -> reports.write(subject, report.report(), source.name()))
                        .orElse(null);
            case Named.Id(String id) ->
                byId.map(correlation -> correlation.write(source.name(), id, report.report()))
                        .orElse(null);
        };
        if (written == null) {
            metrics.hook(source.name(), "unmatched");
            return NOTHING;
        }
        return written;
    }

    private InboundReply inbound(HookSource source, HookEvent.Reply reply) {
        return new InboundReply(
                id(source, reply),
                source.shop(),
                channel,
                reply.address(),
                reply.recipient(),
                reply.kind(),
                reply.text(),
                reply.providerId(),
                reply.replyTo(),
                reply.occurredAt(),
                source.name());
    }

    private static String id(HookSource source, HookEvent.Reply reply) {
        String same = reply.providerId() == null ? content(reply) : reply.providerId();
        return UUID.nameUUIDFromBytes((source.name() + "\0" + same).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static String content(HookEvent.Reply reply) {
        long minute = reply.occurredAt().getEpochSecond() / SECONDS_OF_EQUALS;
        return String.join("\0", reply.address(), text(reply.recipient()), reply.text(), Long.toString(minute));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
