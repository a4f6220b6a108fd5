package dev.vestnik.email.provider;

import static java.util.Map.entry;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * UniSender Go's API, version 1. Its idempotency key lives for one minute, shorter than we wait for an answer: what is in doubt stays so.
 * Reports carry our token in the recipient's metadata.
 */
record UniSenderGo(MailAccount account) implements EmailProvider {
    private static final String NAME = "unisender";
    private static final String TOKEN = "vestnik";
    private static final int LONGEST_KEY = 64;

    /** Why an address was not taken, or an e-mail came back. */
    private static final Map<String, Fate> FATES = Map.ofEntries(
            entry("unsubscribed", Fate.OPTED_OUT),
            entry("complained", Fate.OPTED_OUT),
            entry("invalid", Fate.DEAD),
            entry("permanent_unavailable", Fate.DEAD),
            entry("temporary_unavailable", Fate.TEMPORARY),
            entry("err_user_unknown", Fate.DEAD),
            entry("err_user_inactive", Fate.DEAD),
            entry("err_mailbox_discarded", Fate.DEAD),
            entry("err_domain_inactive", Fate.DEAD),
            entry("err_unreachable", Fate.DEAD),
            entry("err_skip_letter", Fate.TEMPORARY),
            entry("err_unsubscribed", Fate.OPTED_OUT));

    @Override
    public HttpCall call(Content.Email mail, ProviderSubmission submission) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("recipients", List.of(recipient(mail, submission)));
        Content.Mailbox from = account.from(mail);
        message.put("from_email", from.address());
        message.put("from_name", EmailProvider.line(from.name()));
        message.put("subject", EmailProvider.line(mail.subject()));
        message.put(
                "body",
                Map.of("html", mail.body().html(), "plaintext", mail.body().text()));
        message.put("headers", UnsubscribeLink.headers(mail.unsubscribeUrl()));
        message.put("template_engine", "none"); // what a customer or a shop wrote is no template
        message.put("track_links", 0);
        message.put("track_read", 0);
        message.put("idempotence_key", key(submission));
        return HttpCall.json("/ru/transactional/api/v1/email/send.json", Map.of("message", message))
                .with("X-API-KEY", account.key());
    }

    private static Map<String, Object> recipient(Content.Email mail, ProviderSubmission submission) {
        return Map.of(
                "email", mail.to().address(),
                "substitutions", Map.of("to_name", EmailProvider.line(mail.to().name())),
                "metadata", Map.of(TOKEN, submission.token()));
    }

    private static String key(ProviderSubmission submission) {
        String key = submission.idempotencyKey();
        return key.substring(0, Math.min(key.length(), LONGEST_KEY));
    }

    @Override
    public Outcome outcome(Exchange.Answered answer) {
        JsonNode body = answer.json();
        for (JsonNode reason : body.path("failed_emails")) {
            String word = reason.asString("");
            return FATES.getOrDefault(word, Fate.PERMANENT).outcome(Fate.code(NAME, word));
        }
        boolean taken =
                answer.status() == 200 && body.path("status").asString("").equals("success");
        return taken ? Outcome.accepted(body.path("job_id").asString("")) : UsualOutcome.of(NAME, answer);
    }

    @Override
    public HookSignature signature() {
        return account.signature();
    }

    @Override
    public List<HookEvent> read(Hook hook) throws UnreadableHookException {
        JsonNode users = hook.json().path("events_by_user");
        if (!users.isArray()) {
            throw new UnreadableHookException("events_by_user is missing");
        }
        List<HookEvent> events = new ArrayList<>();
        for (JsonNode user : users) {
            for (JsonNode event : user.path("events")) {
                event(event.path("event_data")).ifPresent(events::add);
            }
        }
        return events;
    }

    private static Optional<HookEvent> event(JsonNode data) {
        JsonNode token = data.path("metadata").path(TOKEN);
        return token.isString()
                ? report(data).map(report -> new HookEvent.Report(new Named.Token(token.stringValue()), report))
                : Optional.empty();
    }

    /** A soft bounce is tried again by the provider until it is a hard one. */
    private static Optional<DeliveryReport> report(JsonNode data) {
        return switch (data.path("status").asString("")) {
            case "delivered" -> Optional.of(new DeliveryReport.Delivered());
            case "opened" -> Optional.of(new DeliveryReport.Opened());
            case "clicked" -> Optional.of(new DeliveryReport.Clicked());
            case "unsubscribed" -> Optional.of(new DeliveryReport.OptedOut("unsubscribed"));
            case "spam" -> Optional.of(new DeliveryReport.OptedOut("complaint"));
            case "hard_bounced" ->
                Optional.of(returned(
                        data.path("delivery_info").path("delivery_status").asString("")));
            default -> Optional.empty();
        };
    }

    private static DeliveryReport returned(String reason) {
        return FATES.getOrDefault(reason, Fate.PERMANENT).report(Fate.code(NAME, reason));
    }
}
