package dev.vestnik.sandbox.http;

import dev.vestnik.sandbox.ledger.LedgerRecord.Inbound;
import dev.vestnik.sandbox.ledger.Provider;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** UniSender Go's API, version 1, with one recipient. Calls the project's hook (json_post), signed with the API key. */
final class UniSenderGo implements PlayedProvider {
    private static final Pattern SEND = Pattern.compile("POST /[a-z]{2}/transactional/api/v1/email/send\\.json");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final String METADATA = "vestnik";

    private final HttpSettings account;

    UniSenderGo(HttpSettings account) {
        this.account = account;
    }

    @Override
    public Provider provider() {
        return Provider.UNISENDER;
    }

    @Override
    public boolean admits(ProviderCall call) {
        return call.bears("X-API-KEY", account.key());
    }

    @Override
    public Asked asked(ProviderCall call) {
        if (!SEND.matcher(call.target()).matches()) {
            return new Asked.Answered(error(404, 150, "Resource not found"));
        }
        JsonNode message = call.json().path("message");
        JsonNode recipient = message.path("recipients").path(0);
        String to = recipient.path("email").asString("");
        if (message.path("recipients").size() != 1 || to.isEmpty()) {
            return new Asked.Answered(error(400, 204, "No valid recipients: the sandbox takes one"));
        }
        String from = message.path("from_email").asString("");
        if (from.isEmpty()) {
            return new Asked.Answered(error(400, 203, "from_email is missing"));
        }
        String token = recipient.path("metadata").path(METADATA).asString("");
        return new Asked.ToSend(new HttpMessage(from, to, letter(message, from), Tags.ofToken(token), Map.of())
                .with(HttpMessage.TOKEN, token));
    }

    private static ShownText letter(JsonNode message, String from) {
        String name = message.path("from_name").asString("");
        return new ShownText(
                name.isEmpty() ? from : name + " <" + from + ">",
                message.path("subject").asString(null),
                message.path("body").path("plaintext").asString(null),
                message.path("body").path("html").asString(null),
                Mailbox.link(message.path("headers").path("List-Unsubscribe").asString("")));
    }

    @Override
    public ProviderReply accepted(HttpMessage message) {
        return ProviderReply.json(
                200,
                Map.of(
                        "status", "success",
                        "job_id", message.facts().getOrDefault(HttpMessage.ID, ""),
                        "emails", List.of(message.to())));
    }

    @Override
    public ProviderReply refused(HttpMessage message, String code) {
        return ProviderReply.json(
                400,
                Map.of(
                        "status",
                        "error",
                        "code",
                        204,
                        "message",
                        "No valid recipients",
                        "failed_emails",
                        Map.of(message.to(), code)));
    }

    @Override
    public String usualRefusal() {
        return "permanent_unavailable";
    }

    @Override
    public ProviderReply unauthorized() {
        return error(401, 102, "User with this key not found");
    }

    @Override
    public ProviderReply throttled(Duration retryAfter) {
        return error(429, 901, "Too many requests").after(retryAfter);
    }

    private static ProviderReply error(int status, int code, String message) {
        return ProviderReply.json(status, Map.of("status", "error", "code", code, "message", message));
    }

    @Override
    public HookCall report(ProviderReport report, URI hook) {
        Map<String, Object> info = switch (report.fate()) {
            case FAILED -> Map.of("delivery_status", report.code("err_user_unknown"));
            case EXPIRED -> Map.of("delivery_status", "err_delivery_failed");
            case DELIVERED, OPENED, COMPLAINED -> Map.of();
        };
        Map<String, Object> data = Map.of(
                "job_id", report.fact(HttpMessage.ID),
                "metadata", Map.of(METADATA, report.fact(HttpMessage.TOKEN)),
                "email", report.message().to(),
                "status", status(report.fate()),
                "event_time", TIME.format(report.at()),
                "delivery_info", info);
        Map<String, Object> event = Map.of("event_name", "transactional_email_status", "event_data", data);
        Map<String, Object> user = Map.of("user_id", 456, "project_id", "6432890213745872", "events", List.of(event));
        return signed(hook, JsonMapper.shared().writeValueAsString(List.of(user)));
    }

    private static String status(ProviderReport.Fate fate) {
        return switch (fate) {
            case DELIVERED -> "delivered";
            case OPENED -> "opened";
            case COMPLAINED -> "spam";
            case FAILED, EXPIRED -> "hard_bounced";
        };
    }

    /** The MD5 of the body in which the key stands in the place of the sum. */
    private HookCall signed(URI hook, String users) {
        String sum = Signatures.hash("MD5", body(account.key(), users));
        return HookCall.json(hook, body(sum, users));
    }

    private static String body(String auth, String users) {
        return "{\"auth\":\"" + auth + "\",\"events_by_user\":" + users + "}";
    }

    @Override
    public HookCall inbound(Inbound text, String id, URI hook) {
        throw new IllegalArgumentException("mail services pass no texts on");
    }
}
