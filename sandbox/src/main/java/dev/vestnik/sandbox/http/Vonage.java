package dev.vestnik.sandbox.http;

import dev.vestnik.sandbox.ledger.LedgerRecord.Inbound;
import dev.vestnik.sandbox.ledger.Provider;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Vonage's SMS API (formerly Nexmo): each part of a long text has an id and a report of its own. Web hooks are POST-JSON. */
final class Vonage implements PlayedProvider {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final String PRICE = "0.0333";

    private final HttpSettings account;

    Vonage(HttpSettings account) {
        this.account = account;
    }

    @Override
    public Provider provider() {
        return Provider.VONAGE;
    }

    @Override
    public boolean admits(ProviderCall call) {
        Map<String, String> form = call.form();
        return ProviderCall.same(form.getOrDefault("api_key", ""), account.user())
                && ProviderCall.same(form.getOrDefault("api_secret", ""), account.key());
    }

    @Override
    public Asked asked(ProviderCall call) {
        if (!call.target().equals("POST /sms/json")) {
            return new Asked.Answered(ProviderReply.text(404, "Not Found"));
        }
        Map<String, String> form = call.form();
        String to = form.getOrDefault("to", "");
        String text = form.getOrDefault("text", "");
        if (to.isEmpty() || text.isEmpty() || form.getOrDefault("from", "").isEmpty()) {
            return new Asked.Answered(error("2", "Missing to, from or text"));
        }
        int parts = "unicode".equals(form.get("type")) ? ChargedParts.ofUnicode(text) : ChargedParts.of(text);
        return new Asked.ToSend(new HttpMessage(
                        form.getOrDefault("from", ""),
                        "+" + to,
                        ShownText.sms(text),
                        Tags.ofReference(form.getOrDefault("client-ref", "")),
                        Map.of(HttpMessage.PARTS, Integer.toString(parts)))
                .with(HttpMessage.TOKEN, form.get("client-ref"))
                .with(HttpMessage.HOOK, form.get("callback")));
    }

    @Override
    public String id(long number) {
        return "%016X".formatted(number);
    }

    @Override
    public int reports(HttpMessage message) {
        return message.parts();
    }

    @Override
    public ProviderReply accepted(HttpMessage message) {
        List<Map<String, Object>> parts = IntStream.range(0, message.parts())
                .<Map<String, Object>>mapToObj(part -> Map.of(
                        "to",
                        message.to().substring(1),
                        "message-id",
                        part(message.facts().getOrDefault(HttpMessage.ID, ""), part),
                        "status",
                        "0",
                        "remaining-balance",
                        "3.14",
                        "message-price",
                        PRICE,
                        "network",
                        "25001",
                        "client-ref",
                        message.facts().getOrDefault(HttpMessage.TOKEN, "")))
                .toList();
        return ProviderReply.json(200, Map.of("message-count", Integer.toString(message.parts()), "messages", parts));
    }

    private static String part(String id, int part) {
        return id + "-" + (part + 1);
    }

    @Override
    public ProviderReply refused(HttpMessage message, String code) {
        return error(code, "As its behaviour says");
    }

    @Override
    public String usualRefusal() {
        return "7";
    }

    @Override
    public ProviderReply unauthorized() {
        return error("4", "Bad Credentials");
    }

    /** The service asks for no time. */
    @Override
    public ProviderReply throttled(Duration retryAfter) {
        return error("1", "Throughput Rate Exceeded - please wait [ 1000 ] and retry");
    }

    @Override
    public ProviderReply busy() {
        return error("5", "Internal Error");
    }

    private static ProviderReply error(String status, String text) {
        return ProviderReply.json(
                200, Map.of("message-count", "1", "messages", List.of(Map.of("status", status, "error-text", text))));
    }

    @Override
    public HookCall report(ProviderReport report, URI hook) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("msisdn", report.message().to().substring(1));
        fields.put("to", report.message().from());
        fields.put("network-code", "25001");
        fields.put("messageId", part(report.fact(HttpMessage.ID), report.part()));
        fields.put("price", PRICE);
        fields.put(
                "status",
                switch (report.fate()) {
                    case DELIVERED, OPENED, COMPLAINED -> "delivered";
                    case EXPIRED -> "expired";
                    case FAILED -> "failed";
                });
        fields.put("err-code", report.fate() == ProviderReport.Fate.FAILED ? report.code("1") : "0");
        fields.put("api-key", account.user());
        fields.put("client-ref", report.fact(HttpMessage.TOKEN));
        fields.put("message-timestamp", TIME.format(report.at()));
        return HookCall.json(hook, fields);
    }

    @Override
    public HookCall inbound(Inbound text, String id, URI hook) {
        Instant at = text.at();
        return HookCall.json(
                hook,
                Map.of(
                        "api-key", account.user(),
                        "msisdn", text.from().startsWith("+") ? text.from().substring(1) : text.from(),
                        "to", text.to(),
                        "messageId", id(Long.parseLong(id)),
                        "text", text.text(),
                        "type", "text",
                        "message-timestamp", TIME.format(at)));
    }
}
