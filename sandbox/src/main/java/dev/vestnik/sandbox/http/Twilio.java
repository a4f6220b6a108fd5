package dev.vestnik.sandbox.http;

import dev.vestnik.sandbox.ledger.LedgerRecord.Inbound;
import dev.vestnik.sandbox.ledger.Provider;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Twilio's Messages API, version 2010-04-01. Calls each message's StatusCallback, signed with the account's token. */
final class Twilio implements PlayedProvider {
    private static final Pattern MESSAGES = Pattern.compile("POST /2010-04-01/Accounts/([^/]+)/Messages\\.json");
    /** Vestnik's word in the address of a callback. */
    private static final Pattern TOKEN = Pattern.compile("[?&]t=([A-Za-z0-9_-]+)");

    private final HttpSettings account;

    Twilio(HttpSettings account) {
        this.account = account;
    }

    @Override
    public Provider provider() {
        return Provider.TWILIO;
    }

    @Override
    public boolean admits(ProviderCall call) {
        return call.bearsBasic(account.user(), account.key());
    }

    @Override
    public Asked asked(ProviderCall call) {
        Matcher messages = MESSAGES.matcher(call.target());
        if (!messages.matches() || !messages.group(1).equals(account.user())) {
            return new Asked.Answered(error(404, 20404, "The requested resource was not found"));
        }
        Map<String, String> form = call.form();
        String from = form.getOrDefault("From", form.getOrDefault("MessagingServiceSid", ""));
        if (form.getOrDefault("To", "").isEmpty()) {
            return new Asked.Answered(error(400, 21604, "A 'To' phone number is required."));
        }
        if (from.isEmpty()) {
            return new Asked.Answered(error(400, 21603, "A 'From' phone number is required."));
        }
        if (form.getOrDefault("Body", "").isEmpty()) {
            return new Asked.Answered(error(400, 21602, "Message body is required."));
        }
        return new Asked.ToSend(message(form, from));
    }

    private static HttpMessage message(Map<String, String> form, String from) {
        String text = form.getOrDefault("Body", "");
        String callback = form.getOrDefault("StatusCallback", "");
        Matcher token = TOKEN.matcher(callback);
        return new HttpMessage(
                        from,
                        form.getOrDefault("To", ""),
                        ShownText.sms(text),
                        Tags.ofToken(token.find() ? token.group(1) : ""),
                        Map.of(HttpMessage.PARTS, Integer.toString(ChargedParts.of(text))))
                .with(HttpMessage.HOOK, callback);
    }

    @Override
    public String id(long number) {
        return "SM%032x".formatted(number);
    }

    @Override
    public ProviderReply accepted(HttpMessage message) {
        Map<String, Object> created = new HashMap<>();
        created.put("account_sid", account.user());
        created.put("api_version", "2010-04-01");
        created.put("body", message.letter().text());
        created.put("direction", "outbound-api");
        created.put("error_code", null);
        created.put("error_message", null);
        created.put("from", message.from());
        created.put("num_media", "0");
        created.put("num_segments", Integer.toString(message.parts()));
        created.put("price", null);
        created.put("price_unit", "USD");
        created.put("sid", message.facts().get(HttpMessage.ID));
        created.put("status", "queued");
        created.put("to", message.to());
        return ProviderReply.json(201, created);
    }

    @Override
    public ProviderReply refused(HttpMessage message, String code) {
        return error(400, Integer.parseInt(code), "As its behaviour says");
    }

    @Override
    public String usualRefusal() {
        return "21211";
    }

    @Override
    public ProviderReply unauthorized() {
        return error(401, 20003, "Authenticate");
    }

    @Override
    public ProviderReply throttled(Duration retryAfter) {
        return error(429, 20429, "Too Many Requests").after(retryAfter);
    }

    @Override
    public ProviderReply busy() {
        return error(503, 20503, "Service unavailable");
    }

    private static ProviderReply error(int status, int code, String message) {
        String more = "https://www.twilio.com/docs/errors/" + code;
        return ProviderReply.json(
                status, Map.of("code", code, "message", message, "more_info", more, "status", status));
    }

    @Override
    public HookCall report(ProviderReport report, URI hook) {
        Map<String, String> fields = fields(report.fact(HttpMessage.ID));
        fields.put("From", report.message().from());
        fields.put("To", report.message().to());
        String status = switch (report.fate()) {
            case DELIVERED, OPENED, COMPLAINED -> "delivered";
            case EXPIRED, FAILED -> "undelivered";
        };
        fields.put("MessageStatus", status);
        fields.put("SmsStatus", status);
        switch (report.fate()) {
            case EXPIRED -> fields.put("ErrorCode", "30036");
            case FAILED -> fields.put("ErrorCode", report.code("30005"));
            case DELIVERED, OPENED, COMPLAINED -> {}
        }
        return signed(hook, fields);
    }

    @Override
    public HookCall inbound(Inbound text, String id, URI hook) {
        Map<String, String> fields = fields(id(Long.parseLong(id)));
        fields.put("From", text.from());
        fields.put("To", text.to());
        fields.put("Body", text.text());
        fields.put("NumMedia", "0");
        fields.put("NumSegments", Integer.toString(ChargedParts.of(text.text())));
        return signed(hook, fields);
    }

    private Map<String, String> fields(String id) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("MessageSid", id);
        fields.put("SmsSid", id);
        fields.put("AccountSid", account.user());
        fields.put("ApiVersion", "2010-04-01");
        return fields;
    }

    /** HMAC-SHA1 over the address and the fields in the order of their names. */
    private HookCall signed(URI hook, Map<String, String> fields) {
        StringBuilder signed = new StringBuilder(hook.toString());
        fields.forEach((name, value) -> signed.append(name).append(value));
        byte[] signature = Signatures.hmac("HmacSHA1", account.key(), signed.toString());
        return HookCall.form(hook, fields)
                .signed("X-Twilio-Signature", Base64.getEncoder().encodeToString(signature));
    }
}
