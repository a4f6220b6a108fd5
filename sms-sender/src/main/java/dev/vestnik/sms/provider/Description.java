package dev.vestnik.sms.provider;

import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.Price;
import dev.vestnik.sender.http.Exchange;
import dev.vestnik.sender.http.Fate;
import dev.vestnik.sender.http.UsualOutcome;
import dev.vestnik.sender.report.DeliveryReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * A provider as a YAML file describes it.
 *
 * @param name the beginning of its codes
 * @param code the provider's code in an answer; null where there is none
 * @param outcomes the first that fits counts; without one, the answer's status does
 * @param reports null where the provider does not report
 * @param replies null where nobody can reply
 */
record Description(
        String name,
        Request request,
        @Nullable JsonPointer code,
        Facts accepted,
        List<Rule> outcomes,
        @Nullable Reports reports,
        @Nullable Replies replies) {

    /** Forms of bodies. */
    enum Form {
        FORM,
        JSON
    }

    /** @param body templates by field for a form; a tree whose texts are templates for JSON */
    record Request(PlaceholderText path, Form form, Map<String, PlaceholderText> headers, JsonNode body) {}

    /** The unit of a price in an answer. */
    enum PriceOf {
        MESSAGE,
        SEGMENT
    }

    /**
     * Places in the answer of an accepted message.
     *
     * @param each the list of the message's parts; null where the answer has one id for the whole
     * @param id within a part, or within the answer
     */
    record Facts(
            @Nullable JsonPointer each,
            @Nullable JsonPointer id,
            @Nullable JsonPointer segments,
            @Nullable JsonPointer price,
            PriceOf priceOf,
            String currency) {
        /** A number of a part has one byte. */
        private static final int MOST_PARTS = 255;

        Outcome outcome(JsonNode body) {
            int count = segments == null ? 0 : body.at(segments).asInt(0);
            return new Outcome.Accepted(
                    ids(body),
                    count > 0 ? count : null,
                    List.of(),
                    price(body, priceOf == PriceOf.SEGMENT ? Math.max(1, count) : 1));
        }

        private List<String> ids(JsonNode body) {
            Stream<JsonNode> parts =
                    each == null ? Stream.of(body) : body.at(each).valueStream();
            return parts.map(part -> id == null ? "" : part.at(id).asString(""))
                    .filter(found -> !found.isEmpty())
                    .limit(MOST_PARTS)
                    .toList();
        }

        private @Nullable Price price(JsonNode body, int times) {
            Price one = price == null ? null : Prices.of(body.at(price).asString(""), currency);
            return one == null ? null : new Price(one.micros() * times, one.currency());
        }
    }

    /** Meanings of an answer. */
    enum Meaning {
        ACCEPTED,
        PERMANENT,
        TEMPORARY,
        DEAD_ADDRESS,
        OPTED_OUT,
        BUSY,
        ADDRESS_BUSY,
        IN_DOUBT
    }

    /**
     * @param status of the answer; empty: any
     * @param at the value that decides; null: the status alone does
     * @param is the values that fit
     */
    record Rule(Set<Integer> status, @Nullable JsonPointer at, Set<String> is, Meaning then) {

        boolean fits(Exchange.Answered answer, JsonNode body) {
            return (status.isEmpty() || status.contains(answer.status()))
                    && (at == null || is.contains(body.at(at).asString("")));
        }
    }

    /** @param token a place in the body, or {@code ?NAME} for a parameter of the query */
    record Reports(
            Form form,
            @Nullable JsonPointer each,
            @Nullable String token,
            @Nullable JsonPointer id,
            JsonPointer at,
            @Nullable JsonPointer code,
            States states,
            Map<String, Fate> codes) {

        /** The fate in one entry; empty for one that is not final. */
        Optional<DeliveryReport> report(String provider, JsonNode entry) {
            String state = entry.at(at).asString("");
            if (states.delivered().contains(state)) {
                return Optional.of(new DeliveryReport.Delivered());
            }
            if (states.read().contains(state)) {
                return Optional.of(new DeliveryReport.Read());
            }
            if (states.expired().contains(state)) {
                return Optional.of(new DeliveryReport.Expired());
            }
            return states.failed().contains(state) ? Optional.of(failed(provider, entry, state)) : Optional.empty();
        }

        private DeliveryReport failed(String provider, JsonNode entry, String state) {
            String found = code == null ? state : entry.at(code).asString(state);
            return codes.getOrDefault(found, Fate.PERMANENT).report(Fate.code(provider, found));
        }
    }

    record States(Set<String> delivered, Set<String> read, Set<String> expired, Set<String> failed) {}

    /** Places of a person's reply. */
    record Replies(
            Form form,
            @Nullable JsonPointer each,
            JsonPointer from,
            @Nullable JsonPointer to,
            JsonPointer text,
            @Nullable JsonPointer id) {}

    Outcome outcome(Exchange.Answered answer) {
        JsonNode body = answer.json();
        return outcomes.stream()
                .filter(rule -> rule.fits(answer, body))
                .findFirst()
                .map(rule -> outcome(rule.then(), answer, body))
                .orElseGet(() -> UsualOutcome.of(name, answer));
    }

    private Outcome outcome(Meaning meaning, Exchange.Answered answer, JsonNode body) {
        String found = code == null ? "" : body.at(code).asString("");
        String full = found.isEmpty() ? name + "-" + answer.status() : Fate.code(name, found);
        return switch (meaning) {
            case ACCEPTED -> accepted.outcome(body);
            case PERMANENT -> Fate.PERMANENT.outcome(full);
            case TEMPORARY -> Fate.TEMPORARY.outcome(full);
            case DEAD_ADDRESS -> Fate.DEAD.outcome(full);
            case OPTED_OUT -> Fate.OPTED_OUT.outcome(full);
            case BUSY -> UsualOutcome.busy(full, answer);
            case ADDRESS_BUSY -> Outcome.addressBusy(full);
            case IN_DOUBT -> new Outcome.Unknown(full);
        };
    }
}
