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
import dev.vestnik.sender.report.DeliveryReport;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Infobip's SMS API, version 3. Reports carry our token as callback data, whether they come by hook or are pulled. The message id is ours: a
 * second request with the same id is refused as a duplicate, so that an attempt made again is not a second message.
 */
record Infobip(Account account) implements SmsProvider {
    private static final String NAME = "infobip";
    private static final long LONGEST_MINUTES = 48 * 60;
    /** Bounds a pull by the largest answer that the wire reads. */
    private static final int MOST_REPORTS = 100;

    /** The message with this id may have been taken, or rejected when it came first. */
    private static final String DUPLICATE = "REJECTED_DUPLICATE_MESSAGE_ID";

    private static final Outcome.Unknown KNOWN_ALREADY = new Outcome.Unknown(Fate.code(NAME, DUPLICATE));
    /** One number may get 20 texts an hour, 6 of them the same. */
    private static final Set<String> FLOODED =
            Set.of("REJECTED_FLOODING_FILTER", "EC_DESTINATION_FLOODING", "EC_DESTINATION_TXT_FLOODING");

    private static final Duration FLOOD_RECEDES = Duration.ofHours(1);

    /** The time for which a message id is taken as known: it is not documented; messages are in the logs for 48 hours. */
    private static final Duration KEY_LIFE = Duration.ofHours(1);

    /** A suspicion of fraud, though Infobip files it under EXPIRED as well as under REJECTED. */
    private static final String SUSPECTED = "SIGNALS_BLOCKED";

    /** Rejections that are about our account and pass when somebody mends it: busy as an answer, a temporary failure as news of later. */
    private static final Set<String> BUSY = Set.of(
            "REJECTED_NOT_ENOUGH_CREDITS",
            "REJECTED_PREPAID_PACKAGE_EXPIRED",
            "REJECTED_DESTINATION_NOT_REGISTERED",
            "REJECTED_SYSTEM_ERROR");

    /** Statuses and errors that say more than their flag; a network's DND register and a STOP to our number are the customer's word. */
    private static final Map<String, Fate> CODES = Map.ofEntries(
            entry("REJECTED_DND", Fate.OPTED_OUT),
            entry("EC_DEST_ADDRESS_BLACKLISTED", Fate.OPTED_OUT),
            entry("EC_CONTENT_BLOCKED", Fate.OPTED_OUT),
            entry("EC_SC_BLOCKED_BY_END_USER", Fate.OPTED_OUT),
            entry("REJECTED_PREFIX_MISSING", Fate.DEAD),
            entry("REJECTED_DESTINATION", Fate.DEAD),
            entry("EC_UNKNOWN_SUBSCRIBER", Fate.DEAD),
            entry("EC_DEACTIVATED_LIST", Fate.DEAD),
            entry("EC_TEMPORARY_HANDSET_FAILURE", Fate.TEMPORARY));

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

    @Override
    public HttpCall call(Content.Sms sms, ProviderSubmission submission) {
        Map<String, Object> message = new LinkedHashMap<>();
        String from = account.from(sms);
        if (from != null) {
            message.put("sender", from);
        }
        message.put("destinations", List.of(Map.of("to", sms.to().substring(1), "messageId", submission.reference())));
        message.put("content", Map.of("text", sms.text()));
        long minutes = Math.clamp(submission.life().toMinutes(), 1, LONGEST_MINUTES);
        message.put("options", Map.of("validityPeriod", Map.of("amount", minutes, "timeUnit", "MINUTES")));
        message.put("webhooks", webhooks(submission));
        return authorized(HttpCall.json("/sms/3/messages", Map.of("messages", List.of(message))));
    }

    private Map<String, Object> webhooks(ProviderSubmission submission) {
        Map<String, Object> webhooks = new LinkedHashMap<>();
        URI hook = submission.hook();
        if (hook != null) {
            webhooks.put("delivery", Map.of("url", account.keyed(hook), "intermediateReport", false));
        }
        webhooks.put("contentType", "application/json");
        webhooks.put("callbackData", submission.token());
        return webhooks;
    }

    private HttpCall authorized(HttpCall call) {
        return call.with("Authorization", "App " + account.key()).with("Accept", "application/json");
    }

    @Override
    public Outcome outcome(Exchange.Answered answer) {
        return answer.status() == 200
                ? of(answer.json().path("messages").path(0), name -> refused(name, answer.at()))
                        .orElseGet(() -> UsualOutcome.of(NAME, answer))
                : UsualOutcome.of(NAME, answer);
    }

    private static Optional<Outcome> of(JsonNode message, Function<String, Outcome> refused) {
        JsonNode status = message.path("status");
        String name = status.path("name").asString("");
        if (name.equals(DUPLICATE)) {
            return Optional.of(KNOWN_ALREADY);
        }
        if (name.equals(SUSPECTED)) {
            return Optional.of(refused.apply(name));
        }
        return switch (status.path("groupName").asString("")) {
            case "ACCEPTED", "PENDING", "DELIVERED" -> Optional.of(accepted(message));
            case "UNDELIVERABLE", "REJECTED" -> Optional.of(refused.apply(name));
            case "EXPIRED" -> Optional.of(Outcome.temporary(Fate.code(NAME, name)));
            default -> Optional.empty();
        };
    }

    /** An answer to a request has the number of parts in its details and no price; a log has both, the price of one part. */
    private static Outcome accepted(JsonNode message) {
        JsonNode id = message.path("messageId");
        JsonNode count = message.has("messageCount")
                ? message.path("messageCount")
                : message.path("details").path("messageCount");
        return new Outcome.Accepted(
                id.isString() ? List.of(id.stringValue()) : List.of(),
                count.isInt() ? count.intValue() : null,
                List.of(),
                price(message.path("price"), count.asInt(1)));
    }

    private static @Nullable Price price(JsonNode price, int parts) {
        Price one = Prices.of(
                price.path("pricePerMessage").asString(""),
                price.path("currency").asString(""));
        return one == null ? null : new Price(one.micros() * Math.max(1, parts), one.currency());
    }

    private static Outcome refused(String name, Instant now) {
        return BUSY.contains(name) ? Outcome.busy(Fate.code(NAME, name)) : rejected(name, now);
    }

    private static Outcome rejected(String name, Instant now) {
        String code = Fate.code(NAME, name);
        return FLOODED.contains(name)
                ? Fate.TEMPORARY.outcome(code, now.plus(FLOOD_RECEDES))
                : codes(name, true).outcome(code);
    }

    private static Fate codes(String name, boolean permanent) {
        return BUSY.contains(name)
                ? Fate.TEMPORARY
                : CODES.getOrDefault(name, permanent ? Fate.PERMANENT : Fate.TEMPORARY);
    }

    @Override
    public Duration keyLife() {
        return KEY_LIFE;
    }

    @Override
    public String keyHolder() {
        return account.key();
    }

    @Override
    public boolean isDuplicate(Outcome.Unknown outcome) {
        return outcome.equals(KNOWN_ALREADY);
    }

    @Override
    public Optional<HttpCall> lookUp(ProviderSubmission submission) {
        return Optional.of(authorized(HttpCall.get("/sms/3/logs?messageId=" + submission.reference())));
    }

    /**
     * A log without the message decides nothing: it may lag behind. A rejected message is never busy: its id is spent, and the next attempt has
     * another.
     */
    @Override
    public Optional<Outcome> found(Exchange.Answered answer) {
        if (answer.status() != 200) {
            return Optional.empty();
        }
        return answer.json()
                .path("results")
                .valueStream()
                .filter(log -> !log.path("status").path("name").asString("").equals(DUPLICATE))
                .findFirst()
                .flatMap(log -> of(log, name -> rejected(name, answer.at())));
    }

    @Override
    public Optional<HttpCall> pull() {
        return Optional.of(authorized(HttpCall.get("/sms/3/reports?limit=" + MOST_REPORTS)));
    }

    @Override
    public List<HookEvent> pulled(Exchange.Answered answer) {
        return answer.status() == 200 ? events(answer.json().path("results"), answer.at()) : List.of();
    }

    @Override
    public HookSignature signature() {
        return account.signature();
    }

    @Override
    public List<HookEvent> read(Hook hook) throws UnreadableHookException {
        JsonNode results = hook.json().path("results");
        if (!results.isArray()) {
            throw new UnreadableHookException("results is missing");
        }
        return events(results, hook.at());
    }

    /** Reports have a status; what has a text instead is a reply. */
    private static List<HookEvent> events(JsonNode results, Instant now) {
        List<HookEvent> events = new ArrayList<>();
        for (JsonNode result : results) {
            if (result.has("status")) {
                report(result, now)
                        .map(report -> new HookEvent.Report(named(result), report))
                        .ifPresent(events::add);
            } else if (result.has("text") && result.path("from").isString()) {
                events.add(reply(result, now));
            }
        }
        return events;
    }

    private static Named named(JsonNode result) {
        JsonNode token = result.path("callbackData");
        return token.isString()
                ? new Named.Token(token.stringValue())
                : new Named.Id(result.path("messageId").asString(""));
    }

    /** "Delivered to operator" is not on the device. */
    private static Optional<DeliveryReport> report(JsonNode result, Instant now) {
        String name = result.path("status").path("name").asString("");
        return switch (result.path("status").path("groupName").asString("")) {
            case "DELIVERED" ->
                name.equals("DELIVERED_TO_OPERATOR") ? Optional.empty() : Optional.of(new DeliveryReport.Delivered());
            case "EXPIRED" ->
                Optional.of(
                        name.equals(SUSPECTED)
                                ? failed(name, result.path("error"), now)
                                : new DeliveryReport.Expired());
            case "UNDELIVERABLE", "REJECTED" -> Optional.of(failed(name, result.path("error"), now));
            default -> Optional.empty();
        };
    }

    private static DeliveryReport failed(String status, JsonNode error, Instant now) {
        boolean named = error.path("id").asInt(0) != 0;
        String name = named ? error.path("name").asString("") : status;
        String code = Fate.code(NAME, name);
        return FLOODED.contains(name)
                ? Fate.TEMPORARY.report(code, now.plus(FLOOD_RECEDES))
                : codes(name, !named || error.path("permanent").asBoolean(true)).report(code);
    }

    private static HookEvent reply(JsonNode result, Instant now) {
        String from = result.path("from").asString();
        return new HookEvent.Reply(
                from.startsWith("+") ? from : "+" + from,
                result.path("to").asString(null),
                InboundKind.TEXT,
                result.path("text").asString(""),
                result.path("messageId").asString(null),
                null,
                time(result.path("receivedAt").asString(""), now));
    }

    private static Instant time(String text, Instant otherwise) {
        try {
            return Instant.from(TIME.parse(text));
        } catch (DateTimeException e) {
            return otherwise;
        }
    }
}
