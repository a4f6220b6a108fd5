package dev.vestnik.sms.provider;

import static java.util.Map.entry;

import dev.vestnik.schemas.message.InboundKind;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * SMSC.ru's HTTP API with JSON answers ({@code fmt=3}). The message's id is ours (at most 40 letters, digits and {@code .-_}, too few for a
 * token), so reports meet their message by the correlation, and an attempt in doubt can be asked for.
 */
record Smsc(Account account) implements SmsProvider {
    private static final String NAME = "smsc";
    /** The service charges in the currency of its country. */
    private static final String CURRENCY = "RUB";

    /** The service takes a validity from 1 to 24 hours. */
    private static final long SHORTEST_MINUTES = 60;

    private static final long LONGEST_MINUTES = 24 * 60;
    private static final int NOT_FOUND = -3;
    /** The same message within a minute, or fifteen requests of one login at once: the text of the error tells which. */
    private static final int TOO_MANY = 9;

    private static final String AT_ONCE = "concurrent";

    /** Errors about our account: wrong password, no money, address blocked. */
    private static final Set<Integer> BUSY = Set.of(2, 3, 4);

    private static final Map<Integer, Fate> REFUSALS = Map.of(7, Fate.DEAD);

    private static final int NO_STATUS = 245;

    /**
     * Errors of a delivery; those below 100 are the network's, those from 200 on the service's. 219 is a new SIM card, which takes no messages
     * from names for a day; 246, 247 and 251 are limits of our account. 244 forbids our account to send in bulk: no word of the customer's.
     */
    private static final Map<Integer, Fate> ERRORS = Map.ofEntries(
            entry(1, Fate.DEAD),
            entry(6, Fate.TEMPORARY),
            entry(219, Fate.TEMPORARY),
            entry(220, Fate.TEMPORARY),
            entry(246, Fate.TEMPORARY),
            entry(247, Fate.TEMPORARY),
            entry(249, Fate.DEAD),
            entry(251, Fate.TEMPORARY));

    @Override
    public HttpCall call(Content.Sms sms, ProviderSubmission submission) {
        Map<String, String> fields = credentials();
        fields.put("phones", sms.to());
        fields.put("mes", sms.text());
        fields.put("id", submission.reference());
        String from = account.from(sms);
        if (from != null) {
            fields.put("sender", from);
        }
        long minutes = Math.clamp(submission.life().toMinutes(), SHORTEST_MINUTES, LONGEST_MINUTES);
        fields.put("valid", "%02d:%02d".formatted(minutes / 60, minutes % 60));
        fields.put("cost", "3");
        return HttpCall.form("/sys/send.php", fields);
    }

    /** Without a login, the key is an API key. */
    private Map<String, String> credentials() {
        Map<String, String> fields = new LinkedHashMap<>();
        if (account.user().isEmpty()) {
            fields.put("apikey", account.key());
        } else {
            fields.put("login", account.user());
            fields.put("psw", account.key());
        }
        fields.put("fmt", "3");
        fields.put("charset", "utf-8");
        return fields;
    }

    @Override
    public Outcome outcome(Exchange.Answered answer) {
        JsonNode body = answer.json();
        if (answer.status() != 200 || !body.isObject()) {
            return UsualOutcome.of(NAME, answer);
        }
        if (body.has("error_code")) {
            return refused(body.path("error_code").asInt(0), body.path("error").asString(""));
        }
        return body.has("id") ? accepted(body) : UsualOutcome.of(NAME, answer);
    }

    private static Outcome accepted(JsonNode body) {
        JsonNode count = body.path("cnt");
        return new Outcome.Accepted(
                List.of(body.path("id").asString()),
                count.isInt() ? count.intValue() : null,
                List.of(),
                Prices.of(body.path("cost").asString(""), CURRENCY));
    }

    /** The same text to the same number within a minute waits for that number alone. */
    private static Outcome refused(int error, String text) {
        String code = code(error);
        if (BUSY.contains(error)) {
            return Outcome.busy(code);
        }
        if (error == TOO_MANY) {
            return text.toLowerCase(Locale.ROOT).contains(AT_ONCE) ? Outcome.busy(code) : Outcome.addressBusy(code);
        }
        return REFUSALS.getOrDefault(error, Fate.PERMANENT).outcome(code);
    }

    private static String code(int error) {
        return NAME + "-" + String.format(Locale.ROOT, "%03d", error);
    }

    @Override
    public List<String> correlated(ProviderSubmission submission, Outcome.Accepted accepted) {
        return List.of(submission.reference());
    }

    @Override
    public Optional<HttpCall> lookUp(ProviderSubmission submission) {
        return submission.sms().map(sms -> {
            Map<String, String> fields = credentials();
            fields.put("phone", sms.to());
            fields.put("id", submission.reference());
            return HttpCall.form("/sys/status.php", fields);
        });
    }

    /** A message that is not found decides nothing: right after a lost answer the service may still be taking it. */
    @Override
    public Optional<Outcome> found(Exchange.Answered answer) {
        JsonNode status = answer.json().path("status");
        return answer.status() == 200 && status.isInt() && status.intValue() != NOT_FOUND
                ? Optional.of(new Outcome.Accepted(List.of(), null, List.of(), null))
                : Optional.empty();
    }

    @Override
    public HookSignature signature() {
        return account.signature();
    }

    @Override
    public List<HookEvent> read(Hook hook) throws UnreadableHookException {
        Map<String, String> fields = hook.form();
        String phone = fields.get("phone");
        if (phone == null) {
            throw new UnreadableHookException("phone is missing");
        }
        if (fields.containsKey("mes")) {
            return List.of(reply(fields, phone, hook));
        }
        String id = fields.get("id");
        String status = fields.get("status");
        if (id == null || status == null) {
            throw new UnreadableHookException("id or status is missing");
        }
        return report(status, number(fields.getOrDefault("err", "")))
                .<HookEvent>map(report -> new HookEvent.Report(new Named.Id(id), report))
                .stream()
                .toList();
    }

    private static Optional<DeliveryReport> report(String status, int error) {
        return switch (status) {
            case "1" -> Optional.of(new DeliveryReport.Delivered());
            case "2" -> Optional.of(new DeliveryReport.Read());
            case "4" -> Optional.of(new DeliveryReport.Clicked());
            case "3" -> Optional.of(new DeliveryReport.Expired());
            case "22" -> Optional.of(Fate.DEAD.report(NAME + "-bad-number"));
            case "24" -> Optional.of(Fate.TEMPORARY.report(NAME + "-no-money"));
            case "20", "23", "25" -> Optional.of(failed(error));
            default -> Optional.empty();
        };
    }

    /** A message whose status the operator has not told within a day may have been delivered. */
    private static DeliveryReport failed(int error) {
        return error == NO_STATUS
                ? new DeliveryReport.Expired()
                : ERRORS.getOrDefault(error, Fate.PERMANENT).report(code(error));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static HookEvent reply(Map<String, String> fields, String phone, Hook hook) {
        return new HookEvent.Reply(
                phone.startsWith("+") ? phone : "+" + phone,
                fields.get("to"),
                InboundKind.TEXT,
                fields.getOrDefault("mes", ""),
                fields.get("id"),
                null,
                hook.at());
    }
}
