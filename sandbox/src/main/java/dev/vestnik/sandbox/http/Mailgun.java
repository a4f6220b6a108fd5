package dev.vestnik.sandbox.http;

import dev.vestnik.sandbox.ledger.LedgerRecord.Inbound;
import dev.vestnik.sandbox.ledger.Provider;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Mailgun's messages API, version 3, with forms that have one recipient. Calls the account's web hook, signed in the body. */
final class Mailgun implements PlayedProvider {
    private static final Pattern MESSAGES = Pattern.compile("POST /v3/([^/]+)/messages");
    private static final String DOMAIN = "domain";
    /** Vestnik's variable, which comes back in events. */
    private static final String VARIABLE = "vestnik";

    private final HttpSettings account;
    private final InstantSource clock;

    Mailgun(HttpSettings account, InstantSource clock) {
        this.account = account;
        this.clock = clock;
    }

    @Override
    public Provider provider() {
        return Provider.MAILGUN;
    }

    @Override
    public boolean admits(ProviderCall call) {
        return call.bearsBasic("api", account.key());
    }

    @Override
    public Asked asked(ProviderCall call) {
        Matcher messages = MESSAGES.matcher(call.target());
        if (!messages.matches()) {
            return new Asked.Answered(ProviderReply.text(404, "Not Found"));
        }
        Map<String, String> form = call.form();
        String to = Mailbox.address(form.getOrDefault("to", ""));
        if (!to.contains("@") || to.contains(",")) {
            return new Asked.Answered(refusal(400, "to parameter is not a valid address. please check documentation"));
        }
        String from = form.getOrDefault("from", "");
        if (from.isEmpty()) {
            return new Asked.Answered(refusal(400, "from parameter is missing"));
        }
        if (!form.containsKey("text") && !form.containsKey("html")) {
            return new Asked.Answered(refusal(400, "Need at least one of 'text' or 'html' parameters specified"));
        }
        String token = form.getOrDefault("v:" + VARIABLE, "");
        ShownText letter = new ShownText(
                from,
                form.get("subject"),
                form.get("text"),
                form.get("html"),
                Mailbox.link(form.getOrDefault("h:List-Unsubscribe", "")));
        return new Asked.ToSend(new HttpMessage(
                        Mailbox.address(from), to, letter, Tags.ofToken(token), Map.of(DOMAIN, messages.group(1)))
                .with(HttpMessage.TOKEN, token));
    }

    @Override
    public ProviderReply accepted(HttpMessage message) {
        String id = "<" + message.facts().get(HttpMessage.ID) + "@"
                + message.facts().get(DOMAIN) + ">";
        return ProviderReply.json(200, Map.of("id", id, "message", "Queued. Thank you."));
    }

    @Override
    public ProviderReply refused(HttpMessage message, String code) {
        return refusal(Integer.parseInt(code), "As its behaviour says");
    }

    private static ProviderReply refusal(int status, String message) {
        return ProviderReply.json(status, Map.of("message", message));
    }

    @Override
    public String usualRefusal() {
        return "400";
    }

    @Override
    public ProviderReply unauthorized() {
        return ProviderReply.text(401, "Forbidden");
    }

    @Override
    public ProviderReply throttled(Duration retryAfter) {
        return refusal(429, "Too many requests").after(retryAfter);
    }

    @Override
    public HookCall report(ProviderReport report, URI hook) {
        Map<String, Object> event = new HashMap<>();
        event.put(
                "id",
                UUID.nameUUIDFromBytes((report.fact(HttpMessage.ID) + report.part()).getBytes(StandardCharsets.UTF_8))
                        .toString());
        event.put("timestamp", report.at().toEpochMilli() / 1000.0);
        event.put("recipient", report.message().to());
        event.put("user-variables", Map.of(VARIABLE, report.fact(HttpMessage.TOKEN)));
        switch (report.fate()) {
            case DELIVERED -> event.put("event", "delivered");
            case OPENED -> event.put("event", "opened");
            case COMPLAINED -> event.put("event", "complained");
            case EXPIRED -> fail(event, "old", "4.4.7", 602);
            case FAILED -> fail(event, "bounce", report.code("5.1.1"), 550);
        }
        return HookCall.json(hook, Map.of("signature", signature(), "event-data", event));
    }

    private static void fail(Map<String, Object> event, String reason, String enhanced, int code) {
        event.put("event", "failed");
        event.put("severity", "permanent");
        event.put("reason", reason);
        event.put(
                "delivery-status",
                Map.of("attempt-no", 1, "code", code, "enhanced-code", enhanced, "message", "as its behaviour says"));
    }

    /** HMAC-SHA256 over time and a random word. */
    private Map<String, String> signature() {
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        String token = UUID.randomUUID().toString().replace("-", "");
        byte[] signature = Signatures.hmac("HmacSHA256", account.signingKey(), timestamp + token);
        return Map.of(
                "timestamp",
                timestamp,
                "token",
                token,
                "signature",
                HexFormat.of().formatHex(signature));
    }

    @Override
    public HookCall inbound(Inbound text, String id, URI hook) {
        throw new IllegalArgumentException("mail services pass no texts on");
    }
}
