package dev.vestnik.sms.provider;

import static java.util.Map.entry;

import dev.vestnik.schemas.message.InboundKind;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.Price;
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
import dev.vestnik.sender.report.Attachment;
import dev.vestnik.sender.report.DeliveryReport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Twilio's Messages API, version 2010-04-01. Its reports come to the address that the message gave ({@code StatusCallback}), which carries
 * our token. It has no idempotency key and no look-up by anything of ours.
 */
record Twilio(Account account) implements SmsProvider {
    private static final String NAME = "twilio";
    private static final String TOKEN = "t";
    /** The id of a messaging service; other senders may begin so too. */
    private static final Pattern SERVICE = Pattern.compile("MG[0-9a-f]{32}");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,2}");

    private static final int LONGEST_VALIDITY = 36_000;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;

    /** Codes that say that Twilio has no room now (too many requests, a full queue), or that our account is on trial or over its day. */
    private static final Set<String> BUSY = Set.of("20429", "21608", "21611", "30001", "63017", "63038");

    /** Too many messages between our number and this one within half a minute. */
    private static final String ADDRESS_BUSY = "14107";

    private static final Map<String, Fate> CODES = Map.ofEntries(
            entry("21610", Fate.OPTED_OUT),
            entry("21211", Fate.DEAD),
            entry("21614", Fate.DEAD),
            entry("21635", Fate.DEAD),
            entry("14107", Fate.TEMPORARY),
            entry("30001", Fate.TEMPORARY),
            entry("30002", Fate.TEMPORARY),
            entry("30003", Fate.TEMPORARY),
            entry("30005", Fate.DEAD),
            entry("30006", Fate.DEAD),
            entry("30008", Fate.TEMPORARY),
            entry("30017", Fate.TEMPORARY),
            entry("30410", Fate.TEMPORARY));

    @Override
    public HttpCall call(Content.Sms sms, ProviderSubmission submission) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("To", sms.to());
        String from = account.from(sms);
        if (from != null) {
            fields.put(SERVICE.matcher(from).matches() ? "MessagingServiceSid" : "From", from);
        }
        fields.put("Body", sms.text());
        fields.put("ValidityPeriod", Long.toString(Math.min(submission.life().toSeconds(), LONGEST_VALIDITY)));
        URI hook = submission.hook();
        if (hook != null) {
            fields.put("StatusCallback", account.keyed(hook, TOKEN, submission.token()));
        }
        return HttpCall.form("/2010-04-01/Accounts/" + account.user() + "/Messages.json", fields)
                .with("Authorization", "Basic " + credentials());
    }

    private String credentials() {
        return Base64.getEncoder()
                .encodeToString((account.user() + ":" + account.key()).getBytes(StandardCharsets.UTF_8));
    }

    /** An unreadable 201 is a message that was created all the same. */
    @Override
    public Outcome outcome(Exchange.Answered answer) {
        JsonNode body = answer.json();
        if (answer.status() == CREATED) {
            return accepted(body);
        }
        JsonNode code = body.path("code");
        return code.isNumber() && answer.status() >= 400 && answer.status() < 500
                ? refused(code.asString(), answer)
                : UsualOutcome.of(NAME, answer);
    }

    private static Outcome accepted(JsonNode body) {
        List<String> ids =
                body.path("sid").isString() ? List.of(body.path("sid").stringValue()) : List.of();
        int segments = body.path("num_segments").asInt(0); // 0 for a messaging service, which does not know yet
        return new Outcome.Accepted(ids, segments == 0 ? null : segments, List.of(), price(body));
    }

    /** Twilio writes what it takes as a negative number. */
    private static @Nullable Price price(JsonNode body) {
        return Prices.of(
                body.path("price").asString("").replaceFirst("^-", ""),
                body.path("price_unit").asString(""));
    }

    private static Outcome refused(String code, Exchange.Answered answer) {
        String ours = Fate.code(NAME, code);
        Outcome usual = UsualOutcome.of(NAME, answer);
        if (BUSY.contains(code)) {
            return UsualOutcome.busy(ours, answer);
        }
        if (code.equals(ADDRESS_BUSY)) {
            return Outcome.addressBusy(ours);
        }
        Fate known = CODES.get(code);
        if (known != null) {
            return known.outcome(ours);
        }
        return usual instanceof Outcome.Rejected ? Fate.PERMANENT.outcome(ours) : usual;
    }

    @Override
    public HookSignature signature() {
        return account.signature();
    }

    /** Twilio takes an answer with a body for a reply to the customer, and one without a type for a fault; 204 says nothing. */
    @Override
    public int taken() {
        return NO_CONTENT;
    }

    @Override
    public List<HookEvent> read(Hook hook) throws UnreadableHookException {
        Map<String, String> fields = hook.form();
        String id = fields.get("MessageSid");
        if (id == null) {
            throw new UnreadableHookException("MessageSid is missing");
        }
        String status = fields.getOrDefault("MessageStatus", "");
        if (status.isEmpty()) {
            return List.of(reply(fields, id, hook));
        }
        Optional<DeliveryReport> report = report(status, fields.getOrDefault("ErrorCode", ""));
        Named named = hook.parameter(TOKEN).<Named>map(Named.Token::new).orElseGet(() -> new Named.Id(id));
        return report.<HookEvent>map(known -> new HookEvent.Report(named, known)).stream()
                .toList();
    }

    private static Optional<DeliveryReport> report(String status, String error) {
        return switch (status) {
            case "delivered" -> Optional.of(new DeliveryReport.Delivered());
            case "read" -> Optional.of(new DeliveryReport.Read());
            case "failed", "undelivered" -> Optional.of(failed(error));
            default -> Optional.empty();
        };
    }

    private static DeliveryReport failed(String error) {
        return error.equals("30036")
                ? new DeliveryReport.Expired()
                : CODES.getOrDefault(error, Fate.PERMANENT).report(Fate.code(NAME, error));
    }

    private static HookEvent reply(Map<String, String> fields, String id, Hook hook) throws UnreadableHookException {
        String from = fields.get("From");
        if (from == null) {
            throw new UnreadableHookException("From is missing");
        }
        return new HookEvent.Reply(
                from,
                fields.get("To"),
                InboundKind.TEXT,
                fields.getOrDefault("Body", ""),
                id,
                null,
                hook.at(),
                media(fields));
    }

    /** The files of a multimedia message, numbered from 0; one that is announced and missing has no address. */
    private static List<Attachment> media(Map<String, String> fields) {
        String files = fields.getOrDefault("NumMedia", "");
        return IntStream.range(0, NUMBER.matcher(files).matches() ? Integer.parseInt(files) : 0)
                .mapToObj(number -> new Attachment(
                        fields.getOrDefault("MediaUrl" + number, ""), fields.get("MediaContentType" + number)))
                .toList();
    }
}
