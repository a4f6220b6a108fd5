package dev.vestnik.sandbox.behaviour;

import dev.vestnik.sandbox.ledger.Provider;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the body of {@code POST /behaviour} and finds every fault in it. */
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
            "openRate",
            "greyList",
            "closeAfterData",
            "throttledDomains",
            "recipients",
            "receiptForm",
            "fullNumbers",
            "splitReplies");

    private static final Pattern REPLY = Pattern.compile("[45][0-9]{2} [ -~]{1,400}");

    private final JsonNode body;
    private final List<RequestFault> faults = new ArrayList<>();
    private final List<Provider> providers;
    private final Behaviour behaviour;

    BehaviourRequest(JsonNode body) {
        this.body = body;
        if (!body.isObject()) {
            faults.add(new RequestFault("", "must be a JSON object"));
        }
        body.propertyNames().stream()
                .filter(name -> !FIELDS.contains(name))
                .sorted()
                .forEach(name -> faults.add(new RequestFault(name, "is not a known field")));
        providers = providers();
        behaviour = new Behaviour(answers(), receipts(), mail(), sms());
    }

    List<RequestFault> faults() {
        return faults;
    }

    /** The providers whose behaviour is set; valid only without faults. */
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
            faults.add(new RequestFault(
                    "channel", "must be sms, email, push, or one provider: smpp, smtp, apns, fcm, webpush"));
        }
        return named;
    }

    private Behaviour.AnswerBehaviour answers() {
        Behaviour.AnswerBehaviour good = Behaviour.GOOD.answers();
        return new Behaviour.AnswerBehaviour(
                duration("delay", good.delay()),
                rate("rejectRate"),
                rejectCode(),
                rate("temporaryRate"),
                rate("deadTokenRate"),
                rate("loseAnswers"),
                rate("failConnections"));
    }

    private Behaviour.ReceiptBehaviour receipts() {
        Behaviour.ReceiptBehaviour good = Behaviour.GOOD.receipts();
        return new Behaviour.ReceiptBehaviour(
                duration("receiptDelay", good.receiptDelay()),
                rate("dropReceipts"),
                rate("duplicateReceipts"),
                flag("receiptsBeforeAnswer"),
                rate("failedReceiptRate"),
                rate("openRate"));
    }

    private MailBehaviour mail() {
        return new MailBehaviour(
                flag("greyList"), rate("closeAfterData"), names("throttledDomains", "domains"), recipients());
    }

    private SmsBehaviour sms() {
        return new SmsBehaviour(receiptForm(), names("fullNumbers", "numbers"), flag("splitReplies"));
    }

    private SmsBehaviour.ReceiptForm receiptForm() {
        JsonNode value = body.path("receiptForm");
        String name = value.asString("").toUpperCase(Locale.ROOT).replace('-', '_');
        Optional<SmsBehaviour.ReceiptForm> known = Arrays.stream(SmsBehaviour.ReceiptForm.values())
                .filter(form -> form.name().equals(name))
                .findFirst();
        if (known.isEmpty() && !value.isMissingNode()) {
            faults.add(
                    new RequestFault("receiptForm", "must be usual, unmarked, payload, parameters, bare or data-sm"));
        }
        return known.orElse(SmsBehaviour.ReceiptForm.USUAL);
    }

    private List<String> names(String field, String kind) {
        JsonNode value = body.path(field);
        boolean names = value.isArray() && value.valueStream().allMatch(JsonNode::isString);
        if (!names && !value.isMissingNode()) {
            faults.add(new RequestFault(field, "must be an array of " + kind));
        }
        return names ? value.valueStream().map(JsonNode::stringValue).toList() : List.of();
    }

    private Map<String, String> recipients() {
        JsonNode value = body.path("recipients");
        Map<String, String> replies = new HashMap<>();
        value.propertyStream()
                .forEach(reply -> replies.put(reply.getKey(), reply.getValue().asString("")));
        boolean right = value.isObject()
                && replies.values().stream()
                        .allMatch(reply -> REPLY.matcher(reply).matches());
        if (!right && !value.isMissingNode()) {
            faults.add(
                    new RequestFault("recipients", "must be an object of replies such as \"550 5.1.1 no such user\""));
        }
        return right ? replies : Map.of();
    }

    private @Nullable String rejectCode() {
        JsonNode code = body.path("rejectCode");
        if (code.isMissingNode() || code.isNull()) {
            return null;
        }
        String text = code.isContainer() ? "" : code.asString();
        for (Provider provider : providers) {
            RejectCodes.problem(provider, text)
                    .ifPresent(problem -> faults.add(new RequestFault("rejectCode", problem)));
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
            faults.add(new RequestFault(field, "must be a number from 0 to 1, or true or false"));
        }
        return number ? value.doubleValue() : 0;
    }

    private boolean flag(String field) {
        JsonNode value = body.path(field);
        if (!value.isBoolean() && !value.isMissingNode()) {
            faults.add(new RequestFault(field, "must be true or false"));
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
            faults.add(new RequestFault(
                    field, "must be an ISO 8601 duration such as PT0.5S, or milliseconds, up to 30 days"));
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
