package dev.vestnik.sandbox.behaviour;

import dev.vestnik.sandbox.ledger.Provider;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what {@code POST /behaviour} was sent, finding every fault on the way. */
final class BehaviourRequest {
    private static final Set<String> FIELDS = Set.of(
            "channel",
            "delay",
            "rejectRate",
            "rejectCode",
            "temporaryRate",
            "deadTokenRate",
            "loseAnswers",
            "failConnections",
            "receiptDelay",
            "dropReceipts",
            "duplicateReceipts",
            "receiptsBeforeAnswer",
            "failedReceiptRate",
            "openRate");

    private final JsonNode body;
    private final List<Fault> faults = new ArrayList<>();
    private final List<Provider> providers;
    private final Behaviour behaviour;

    BehaviourRequest(JsonNode body) {
        this.body = body;
        if (!body.isObject()) {
            faults.add(new Fault("", "must be a JSON object"));
        }
        body.propertyNames().stream()
                .filter(name -> !FIELDS.contains(name))
                .sorted()
                .forEach(name -> faults.add(new Fault(name, "is not a known field")));
        providers = providers();
        behaviour = new Behaviour(answers(), receipts());
    }

    List<Fault> faults() {
        return faults;
    }

    /** Whose behaviour this is. Only without faults. */
    List<Provider> asked() {
        return providers;
    }

    Behaviour behaviour() {
        return behaviour;
    }

    private List<Provider> providers() {
        JsonNode channel = body.path("channel");
        List<Provider> named = Stream.of(Provider.values())
                .filter(provider -> channel.isString()
                        && (channel.stringValue().equals(provider.channel())
                                || channel.stringValue().equals(provider.id())))
                .toList();
        if (named.isEmpty()) {
            faults.add(
                    new Fault("channel", "must be sms, email, push, or one provider: smpp, smtp, apns, fcm, webpush"));
        }
        return named;
    }

    private Behaviour.Answers answers() {
        Behaviour.Answers good = Behaviour.GOOD.answers();
        return new Behaviour.Answers(
                duration("delay", good.delay()),
                rate("rejectRate"),
                rejectCode(),
                rate("temporaryRate"),
                rate("deadTokenRate"),
                rate("loseAnswers"),
                rate("failConnections"));
    }

    private Behaviour.Receipts receipts() {
        Behaviour.Receipts good = Behaviour.GOOD.receipts();
        return new Behaviour.Receipts(
                duration("receiptDelay", good.receiptDelay()),
                rate("dropReceipts"),
                rate("duplicateReceipts"),
                flag("receiptsBeforeAnswer"),
                rate("failedReceiptRate"),
                rate("openRate"));
    }

    private @Nullable String rejectCode() {
        JsonNode code = body.path("rejectCode");
        if (code.isMissingNode() || code.isNull()) {
            return null;
        }
        String text = code.isContainer() ? "" : code.asString();
        for (Provider provider : providers) {
            RejectCodes.problem(provider, text).ifPresent(problem -> faults.add(new Fault("rejectCode", problem)));
        }
        return text;
    }

    private double rate(String field) {
        JsonNode value = body.path(field);
        if (value.isBoolean()) {
            return value.booleanValue() ? 1 : 0;
        }
        boolean number = value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= 1;
        if (!number && !value.isMissingNode()) {
            faults.add(new Fault(field, "must be a number from 0 to 1, or true or false"));
        }
        return number ? value.doubleValue() : 0;
    }

    private boolean flag(String field) {
        JsonNode value = body.path(field);
        if (!value.isBoolean() && !value.isMissingNode()) {
            faults.add(new Fault(field, "must be true or false"));
        }
        return value.isBoolean() && value.booleanValue();
    }

    private Duration duration(String field, Duration otherwise) {
        JsonNode value = body.path(field);
        if (value.isMissingNode()) {
            return otherwise;
        }
        Duration duration = parse(value);
        if (duration == null || duration.isNegative() || duration.compareTo(Duration.ofDays(30)) > 0) {
            faults.add(new Fault(field, "must be an ISO 8601 duration such as PT0.5S, or milliseconds, up to 30 days"));
            return otherwise;
        }
        return duration;
    }

    private static @Nullable Duration parse(JsonNode value) {
        try {
            if (value.isIntegralNumber() && value.canConvertToLong()) {
                return Duration.ofMillis(value.longValue());
            }
            return value.isString() ? Duration.parse(value.stringValue()) : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
