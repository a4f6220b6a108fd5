package dev.vestnik.sandbox.http;

import dev.vestnik.sandbox.ledger.Ledger;
import dev.vestnik.sandbox.ledger.LedgerRecord.Inbound;
import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import dev.vestnik.sandbox.ledger.Provider;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** SMSC.ru's HTTP API with JSON answers ({@code fmt=3}). Calls the account's handler, with sums made with its password. */
final class Smsc implements PlayedProvider {
    private static final int WRONG_PARAMETERS = 1;
    private static final int WRONG_PASSWORD = 2;
    private static final int TOO_MANY = 9;
    private static final String AT_ONCE = "too many concurrent requests";

    private final HttpSettings account;
    private final Ledger ledger;
    private final TakenIds ids;
    private final InstantSource clock;

    Smsc(HttpSettings account, Ledger ledger, TakenIds ids, InstantSource clock) {
        this.account = account;
        this.ledger = ledger;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Provider provider() {
        return Provider.SMSC;
    }

    @Override
    public boolean admits(ProviderCall call) {
        Map<String, String> form = call.form();
        return ProviderCall.same(form.getOrDefault("apikey", ""), account.key())
                || (ProviderCall.same(form.getOrDefault("login", ""), account.user())
                        && ProviderCall.same(form.getOrDefault("psw", ""), account.key()));
    }

    @Override
    public Asked asked(ProviderCall call) {
        return switch (call.target()) {
            case "POST /sys/send.php" -> message(call.form());
            case "POST /sys/status.php" -> new Asked.Answered(status(call.form().getOrDefault("id", "")));
            default -> new Asked.Answered(ProviderReply.text(404, "Not Found"));
        };
    }

    private static Asked message(Map<String, String> form) {
        String to = form.getOrDefault("phones", "");
        String text = form.getOrDefault("mes", "");
        if (to.isEmpty() || to.contains(",") || text.isEmpty() || !"3".equals(form.get("fmt"))) {
            return new Asked.Answered(
                    error(WRONG_PARAMETERS, "parameters error: the sandbox takes one number, a text and fmt=3"));
        }
        String id = form.getOrDefault("id", "");
        return new Asked.ToSend(new HttpMessage(
                        form.getOrDefault("sender", ""),
                        to.startsWith("+") ? to : "+" + to,
                        ShownText.sms(text),
                        Tags.ofReference(id),
                        Map.of(HttpMessage.PARTS, Integer.toString(ChargedParts.of(text))))
                .with(HttpMessage.ID, id));
    }

    @Override
    public ProviderReply accepted(HttpMessage message) {
        Map<String, Object> taken = new LinkedHashMap<>();
        taken.put("id", message.facts().get(HttpMessage.ID));
        taken.put("cnt", message.parts());
        taken.put("cost", "%d.%02d".formatted(message.parts() * 230 / 100, message.parts() * 230 % 100));
        taken.put("balance", "100.50");
        return ProviderReply.json(200, taken);
    }

    @Override
    public ProviderReply refused(HttpMessage message, String code) {
        int number = Integer.parseInt(code);
        return error(number, number == TOO_MANY ? "duplicate request, wait a minute" : "as its behaviour says");
    }

    @Override
    public String usualRefusal() {
        return "7";
    }

    @Override
    public ProviderReply unauthorized() {
        return error(WRONG_PASSWORD, "authorise error");
    }

    /** The service asks for no time. */
    @Override
    public ProviderReply throttled(Duration retryAfter) {
        return error(TOO_MANY, AT_ONCE);
    }

    private static ProviderReply error(int code, String text) {
        return ProviderReply.json(200, Map.of("error", text, "error_code", code));
    }

    /** 1 for a message whose report is due, 0 for one that an operator has, -3 for none. */
    private ProviderReply status(String id) {
        OptionalLong seq = ids.find(Provider.SMSC, id);
        if (seq.isEmpty() || !(ledger.read(seq.getAsLong()) instanceof Received received)) {
            return ProviderReply.json(200, Map.of("status", -3, "last_date", ""));
        }
        boolean known = !received.followUps().isEmpty()
                && !received.followUps().getFirst().at().isAfter(clock.instant());
        int status = known ? Integer.parseInt(word(ProviderReport.of(received, 0))) : 0;
        return ProviderReply.json(
                200, Map.of("status", status, "last_timestamp", clock.instant().getEpochSecond()));
    }

    private static String word(ProviderReport report) {
        return switch (report.fate()) {
            case DELIVERED, OPENED, COMPLAINED -> "1";
            case EXPIRED -> "3";
            case FAILED -> "20";
        };
    }

    @Override
    public HookCall report(ProviderReport report, URI hook) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("id", report.fact(HttpMessage.ID));
        fields.put("phone", report.message().to().substring(1));
        fields.put("status", word(report));
        fields.put("ts", Long.toString(report.at().getEpochSecond()));
        if (report.fate() == ProviderReport.Fate.FAILED) {
            fields.put("err", report.code("1"));
        }
        return signed(hook, fields, "id", "phone", "status");
    }

    @Override
    public HookCall inbound(Inbound text, String id, URI hook) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("id", id);
        fields.put("phone", text.from().startsWith("+") ? text.from().substring(1) : text.from());
        fields.put("mes", text.text());
        fields.put("to", text.to());
        return signed(hook, fields, "phone", "mes", "to");
    }

    private HookCall signed(URI hook, Map<String, String> fields, String first, String second, String third) {
        String content = fields.get(first) + ":" + fields.get(second) + ":" + fields.get(third) + ":" + account.key();
        fields.put("md5", Signatures.hash("MD5", content));
        fields.put("sha1", Signatures.hash("SHA-1", content));
        return HookCall.form(hook, fields);
    }
}
