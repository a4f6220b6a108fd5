package dev.vestnik.sender.hook;

import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.report.Attachment;
import dev.vestnik.sender.report.DeliveryReport;
import dev.vestnik.sender.report.InboundReply;
import dev.vestnik.sender.report.ReportLinks;
import dev.vestnik.sender.report.Reports;
import dev.vestnik.sender.report.ReportsById;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes the events of providers to Kafka. The same event has the same id each time, so that a call played twice counts once. */
public final class HookEvents {
    private static final CompletableFuture<Void> NOTHING = CompletableFuture.completedFuture(null);
    private static final int SECONDS_OF_EQUALS = 60;

    /** The most files that a multimedia message has at any provider. */
    private static final int MOST_ATTACHMENTS = 10;

    private final ChannelName channel;
    private final ReportLinks links;
    private final Reports reports;
    private final Optional<ReportsById> byId;
    private final SenderMetrics metrics;

    HookEvents(
            ChannelName channel,
            ReportLinks links,
            Reports reports,
            Optional<ReportsById> byId,
            SenderMetrics metrics) {
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
        return all(events, event -> write(source, event));
    }

    /** Writes events that nobody proved to be the provider's: only reports with a token of ours, and the others are counted. */
    CompletableFuture<Void> writeUnproven(HookSource source, List<HookEvent> events) {
        return all(
                events,
                event -> event instanceof HookEvent.Report(Named.Token(String token), DeliveryReport report)
                        ? byToken(source, token, report).orElseGet(() -> unmatched(source))
                        : unmatched(source));
    }

    private static CompletableFuture<Void> all(
            List<HookEvent> events, Function<HookEvent, CompletableFuture<Void>> write) {
        return CompletableFuture.allOf(events.stream().map(write).toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> write(HookSource source, HookEvent event) {
        return switch (event) {
            case HookEvent.Report(Named.Token(String token), DeliveryReport report) ->
                byToken(source, token, report).orElseGet(() -> setAside(source, token, report));
            case HookEvent.Report(Named.Id(String id), DeliveryReport report) ->
                byId.map(correlation -> correlation.write(source.name(), id, report))
                        .orElseGet(() -> unmatched(source));
            case HookEvent.Reply reply -> reports.write(inbound(source, reply));
        };
    }

    private Optional<CompletableFuture<Void>> byToken(HookSource source, String token, DeliveryReport report) {
        return links.read(token)
                .filter(subject -> subject.channel().equals(channel))
                .map(subject -> reports.write(subject, report, source.name()));
    }

    /**
     * Keeps a report that may be of another system in the same account, or of a message that went out under another secret: the provider
     * cannot mend it, and gives it once.
     */
    private CompletableFuture<Void> setAside(HookSource source, String token, DeliveryReport report) {
        return reports.setAside(source.name(), token, report).thenRun(() -> metrics.hook(source.name(), "unmatched"));
    }

    private CompletableFuture<Void> unmatched(HookSource source) {
        metrics.hook(source.name(), "unmatched");
        return NOTHING;
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
                source.name(),
                passedOn(source, reply));
    }

    /** The files that can be passed on; each other one is counted. */
    private List<Attachment> passedOn(HookSource source, HookEvent.Reply reply) {
        List<Attachment> passed = reply.attachments().stream()
                .filter(Attachment::isPossible)
                .limit(MOST_ATTACHMENTS)
                .toList();
        for (int left = passed.size(); left < reply.attachments().size(); left++) {
            metrics.hook(source.name(), "attachment_left_out");
        }
        return passed;
    }

    private static String id(HookSource source, HookEvent.Reply reply) {
        String same = reply.providerId() == null ? content(reply) : reply.providerId();
        return UUID.nameUUIDFromBytes((source.name() + "\0" + same).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static String content(HookEvent.Reply reply) {
        long minute = reply.occurredAt().getEpochSecond() / SECONDS_OF_EQUALS;
        return String.join(
                "\0",
                reply.address(),
                text(reply.recipient()),
                reply.text(),
                Long.toString(minute),
                reply.attachments().stream().map(Attachment::url).collect(Collectors.joining("\0")));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
