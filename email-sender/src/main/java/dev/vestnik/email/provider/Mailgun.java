package dev.vestnik.email.provider;

import dev.vestnik.email.bounce.EnhancedCode;
import dev.vestnik.email.unsubscribe.UnsubscribeLink;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.hook.Hook;
import dev.vestnik.sender.hook.HookEvent;
import dev.vestnik.sender.hook.HookSignature;
import dev.vestnik.sender.hook.Named;
import dev.vestnik.sender.hook.UnreadableHookException;
import dev.vestnik.sender.http.Exchange;
import dev.vestnik.sender.http.Fate;
import dev.vestnik.sender.http.HttpCall;
import dev.vestnik.sender.http.ProviderSubmission;
import dev.vestnik.sender.http.UsualOutcome;
import dev.vestnik.sender.report.DeliveryReport;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Mailgun's messages API, version 3. Has no idempotency key; reports carry our token as a variable of the message. */
record Mailgun(MailAccount account) implements EmailProvider {
    private static final String NAME = "mailgun";
    private static final String TOKEN = "vestnik";

    /** Mailgun tries for 5 minutes to 24 hours, as it is told. */
    private static final long SHORTEST_MINUTES = 5;

    private static final long LONGEST_MINUTES = 24 * 60;

    /** The reason of an e-mail that no server took in its time. */
    private static final String GAVE_UP = "old";

    private static final Map<String, Fate> REASONS = Map.of(
            "suppress-bounce", Fate.DEAD,
            "suppress-unsubscribe", Fate.OPTED_OUT,
            "suppress-complaint", Fate.OPTED_OUT);

    @Override
    public HttpCall call(Content.Email mail, ProviderSubmission submission) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("from", mailbox(account.from(mail)));
        fields.put("to", mailbox(mail.to()));
        fields.put("subject", EmailProvider.line(mail.subject()));
        fields.put("text", mail.body().text());
        fields.put("html", mail.body().html());
        fields.put("o:tracking", "no");
        fields.put("o:deliver-within", within(submission));
        fields.put("v:" + TOKEN, submission.token());
        UnsubscribeLink.headers(mail.unsubscribeUrl()).forEach((name, value) -> fields.put("h:" + name, value));
        return HttpCall.form("/v3/" + account.domain() + "/messages", fields)
                .with("Authorization", "Basic " + credentials());
    }

    private static String within(ProviderSubmission submission) {
        long minutes = Math.clamp(submission.life().toMinutes(), SHORTEST_MINUTES, LONGEST_MINUTES);
        return minutes < 60 ? minutes + "m" : minutes / 60 + "h" + minutes % 60 + "m";
    }

    private String credentials() {
        return Base64.getEncoder().encodeToString(("api:" + account.key()).getBytes(StandardCharsets.UTF_8));
    }

    private static String mailbox(Content.Mailbox mailbox) {
        String name = EmailProvider.line(mailbox.name()).replaceAll("[\"\\\\<>]", "");
        return name.isEmpty() ? mailbox.address() : "\"" + name + "\" <" + mailbox.address() + ">";
    }

    @Override
    public Outcome outcome(Exchange.Answered answer) {
        JsonNode id = answer.json().path("id");
        return answer.status() == 200 && id.isString()
                ? Outcome.accepted(id.stringValue())
                : UsualOutcome.of(NAME, answer);
    }

    @Override
    public HookSignature signature() {
        return account.signature();
    }

    @Override
    public List<HookEvent> read(Hook hook) throws UnreadableHookException {
        JsonNode data = hook.json().path("event-data");
        if (!data.isObject()) {
            throw new UnreadableHookException("event-data is missing");
        }
        JsonNode token = data.path("user-variables").path(TOKEN);
        if (!token.isString()) {
            return List.of();
        }
        return report(data)
                .<HookEvent>map(report -> new HookEvent.Report(new Named.Token(token.stringValue()), report))
                .stream()
                .toList();
    }

    /** A temporary failure is tried again by the provider until it is a permanent one. */
    private static Optional<DeliveryReport> report(JsonNode data) {
        return switch (data.path("event").asString("")) {
            case "delivered" -> Optional.of(new DeliveryReport.Delivered());
            case "opened" -> Optional.of(new DeliveryReport.Opened());
            case "clicked" -> Optional.of(new DeliveryReport.Clicked());
            case "unsubscribed" -> Optional.of(new DeliveryReport.OptedOut("unsubscribed"));
            case "complained" -> Optional.of(new DeliveryReport.OptedOut("complaint"));
            case "rejected" -> Optional.of(Fate.PERMANENT.report(NAME + "-rejected"));
            case "failed" ->
                data.path("severity").asString("").equals("temporary") ? Optional.empty() : Optional.of(failed(data));
            default -> Optional.empty();
        };
    }

    private static DeliveryReport failed(JsonNode data) {
        String reason = data.path("reason").asString("");
        if (reason.equals(GAVE_UP)) {
            return new DeliveryReport.Expired();
        }
        Fate known = REASONS.get(reason);
        if (known != null) {
            return known.report(Fate.code(NAME, reason));
        }
        JsonNode status = data.path("delivery-status");
        String enhanced = status.path("enhanced-code").asString("");
        String code = Fate.code(NAME, enhanced.isEmpty() ? status.path("code").asString("") : enhanced);
        return (EnhancedCode.isDeadAddress(enhanced) ? Fate.DEAD : Fate.PERMANENT).report(code);
    }
}
