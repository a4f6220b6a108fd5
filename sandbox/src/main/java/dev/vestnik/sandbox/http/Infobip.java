package dev.vestnik.sandbox.http;

import static java.util.Map.entry;

import dev.vestnik.sandbox.ledger.Ledger;
import dev.vestnik.sandbox.ledger.LedgerRecord.Inbound;
import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import dev.vestnik.sandbox.ledger.Provider;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/** Infobip's SMS API, version 3: one message a request, reports by hook or to be pulled, logs, and people's texts. */
final class Infobip implements PlayedProvider {
    private static final int MOST_PULLED = 1000;
    private static final String PENDING = "PENDING_ACCEPTED";
    private static final String DUPLICATE = "REJECTED_DUPLICATE_MESSAGE_ID";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ").withZone(ZoneOffset.UTC);

    private final HttpSettings account;
    private final Ledger ledger;
    private final TakenIds ids;
    private final InstantSource clock;
    private final ReportBox box = new ReportBox();

    Infobip(HttpSettings account, Ledger ledger, TakenIds ids, InstantSource clock) {
        this.account = account;
        this.ledger = ledger;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Provider provider() {
        return Provider.INFOBIP;
    }

    @Override
    public boolean admits(ProviderCall call) {
        return call.bears("Authorization", "App " + account.key());
    }

    @Override
    public Asked asked(ProviderCall call) {
        return switch (call.target()) {
            case "POST /sms/3/messages" -> message(call.json());
            case "GET /sms/3/reports" -> new Asked.Answered(pulled(call));
            case "GET /sms/3/logs" -> new Asked.Answered(log(call.query().getOrDefault("messageId", "")));
            default -> new Asked.Answered(error(404, "E404", "The requested resource is not found."));
        };
    }

    private Asked message(JsonNode body) {
        JsonNode message = body.path("messages").path(0);
        JsonNode destination = message.path("destinations").path(0);
        String to = destination.path("to").asString("");
        JsonNode text = message.path("content").path("text");
        boolean one = body.path("messages").size() == 1
                && message.path("destinations").size() == 1;
        if (!one || to.isEmpty() || !text.isString()) {
            return new Asked.Answered(error(
                    400, "E400", "Request cannot be processed: the sandbox takes one message with one destination."));
        }
        JsonNode webhooks = message.path("webhooks");
        String id = destination.path("messageId").asString("");
        HttpMessage asked = new HttpMessage(
                        message.path("sender").asString(""),
                        to.startsWith("+") ? to : "+" + to,
                        ShownText.sms(text.stringValue()),
                        Tags.ofReference(id),
                        Map.of(HttpMessage.PARTS, Integer.toString(ChargedParts.of(text.stringValue()))))
                .with(HttpMessage.ID, id)
                .with(HttpMessage.TOKEN, webhooks.path("callbackData").asString(""))
                .with(HttpMessage.HOOK, webhooks.path("delivery").path("url").asString(""));
        return !id.isEmpty() && ids.find(Provider.INFOBIP, id).isPresent()
                ? new Asked.Answered(refused(asked, DUPLICATE))
                : new Asked.ToSend(asked);
    }

    @Override
    public ProviderReply accepted(HttpMessage message) {
        return ProviderReply.json(
                200,
                Map.of(
                        "bulkId",
                        "bulk-" + message.facts().get(HttpMessage.ID),
                        "messages",
                        List.of(answer(message, status("PENDING", PENDING), message.parts()))));
    }

    @Override
    public ProviderReply refused(HttpMessage message, String code) {
        return ProviderReply.json(200, Map.of("messages", List.of(answer(message, status("REJECTED", code), 0))));
    }

    private static Map<String, Object> answer(HttpMessage message, Map<String, Object> status, int parts) {
        Map<String, Object> answer = new HashMap<>(Map.of(
                "messageId", message.facts().getOrDefault(HttpMessage.ID, ""),
                "status", status,
                "destination", message.to().substring(1)));
        if (parts > 0) {
            answer.put("details", Map.of("messageCount", parts));
        }
        return answer;
    }

    @Override
    public String usualRefusal() {
        return "REJECTED_DESTINATION";
    }

    @Override
    public ProviderReply unauthorized() {
        return error(401, "E401", "The request lacks valid authentication credentials for the requested resource.");
    }

    @Override
    public ProviderReply throttled(Duration retryAfter) {
        return error(429, "E429", "Too many requests.").after(retryAfter);
    }

    @Override
    public ProviderReply busy() {
        return error(503, "E503", "The service is not available.");
    }

    private static ProviderReply error(int status, String code, String description) {
        return ProviderReply.json(
                status, Map.of("errorCode", code, "description", description, "violations", List.of()));
    }

    @Override
    public HookCall report(ProviderReport report, URI hook) {
        return HookCall.json(hook, Map.of("results", List.of(result(report))));
    }

    @Override
    public void keep(ProviderReport report) {
        box.put(report);
    }

    private ProviderReply pulled(ProviderCall call) {
        String limit = call.query().getOrDefault("limit", "50");
        int most = limit.matches("[0-9]{1,4}") ? Math.clamp(Integer.parseInt(limit), 1, MOST_PULLED) : 50;
        return ProviderReply.json(
                200, Map.of("results", box.take(most).stream().map(this::result).toList()));
    }

    /** The log of a message that was taken: with its fate when that is due, pending before. */
    private ProviderReply log(String id) {
        OptionalLong seq = ids.find(Provider.INFOBIP, id);
        if (seq.isEmpty() || !(ledger.read(seq.getAsLong()) instanceof Received received)) {
            return ProviderReply.json(200, Map.of("results", List.of()));
        }
        boolean known = !received.followUps().isEmpty()
                && !received.followUps().getFirst().at().isAfter(clock.instant());
        Map<String, Object> log = known ? result(ProviderReport.of(received, 0)) : facts(received);
        if (!known) {
            log.put("status", status("PENDING", "PENDING_ENROUTE"));
        }
        return ProviderReply.json(200, Map.of("results", List.of(log)));
    }

    private Map<String, Object> result(ProviderReport report) {
        Map<String, Object> result = facts(report.message());
        result.put("doneAt", TIME.format(report.at()));
        result.put(
                "status",
                switch (report.fate()) {
                    case EXPIRED -> status("EXPIRED", "EXPIRED_EXPIRED");
                    case FAILED -> status("UNDELIVERABLE", "UNDELIVERABLE_NOT_DELIVERED");
                    case DELIVERED, OPENED, COMPLAINED -> status("DELIVERED", "DELIVERED_TO_HANDSET");
                });
        result.put(
                "error",
                report.fate() == ProviderReport.Fate.FAILED
                        ? error(1, report.code("EC_UNKNOWN_SUBSCRIBER"), true)
                        : error(0, "NO_ERROR", false));
        return result;
    }

    private static Map<String, Object> facts(Received message) {
        String id = message.facts().getOrDefault(HttpMessage.ID, "");
        Map<String, Object> facts = new HashMap<>(Map.ofEntries(
                entry("bulkId", "bulk-" + id),
                entry("messageId", id),
                entry("to", message.to().substring(1)),
                entry("sender", message.from()),
                entry("sentAt", TIME.format(message.at())),
                entry("messageCount", Integer.parseInt(message.facts().getOrDefault(HttpMessage.PARTS, "1"))),
                entry("price", Map.of("pricePerMessage", 0.01, "currency", "EUR"))));
        String token = message.facts().get(HttpMessage.TOKEN);
        if (token != null) {
            facts.put("callbackData", token);
        }
        return facts;
    }

    private static Map<String, Object> status(String group, String name) {
        return Map.of("groupName", group, "name", name, "description", "as its behaviour says");
    }

    private static Map<String, Object> error(int id, String name, boolean permanent) {
        return Map.of("id", id, "name", name, "description", "as its behaviour says", "permanent", permanent);
    }

    @Override
    public HookCall inbound(Inbound text, String id, URI hook) {
        String from = text.from().startsWith("+") ? text.from().substring(1) : text.from();
        Instant at = text.at();
        return HookCall.json(
                hook,
                Map.of(
                        "results",
                        List.of(Map.of(
                                "messageId", id,
                                "from", from,
                                "to", text.to(),
                                "text", text.text(),
                                "receivedAt", TIME.format(at),
                                "smsCount", ChargedParts.of(text.text()))),
                        "messageCount",
                        1,
                        "pendingMessageCount",
                        0));
    }
}
