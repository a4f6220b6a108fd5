package dev.vestnik.engine.streams.edge;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.schemas.engine.Ask;
import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.engine.Granted;
import dev.vestnik.schemas.engine.Lookup;
import dev.vestnik.schemas.engine.Refused;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Questions to sources outside, and the answers, as commands. */
public final class LookupRecords {
    /** The keys of such questions begin with it. */
    public static final String PREFIX = "/source/";

    private LookupRecords() {}

    /** @param asker the customer that the answer goes to */
    public record Question(String askId, CustomerKey asker, Request.Lookup request) {}

    /** Empty where the command is another one. */
    public static Optional<Question> read(EngineCommand command) {
        return command.getPayload() instanceof Ask ask && ask.getRequest() instanceof Lookup lookup
                ? Optional.of(new Question(
                        ask.getAskId(),
                        CustomerKey.parse(ask.getAsker()),
                        new Request.Lookup(lookup.getSource(), JsonValues.object(lookup.getParams()), lookup.getDue())))
                : Optional.empty();
    }

    /**
     * The answer with the value of this JSON.
     *
     * @throws IllegalArgumentException when it is no JSON, or null
     */
    public static EngineCommand given(Question question, String json, Instant now) {
        Object value = JsonValues.value(json);
        if (value == null) {
            throw new IllegalArgumentException("no value");
        }
        return new EngineCommand(
                OutgoingCommands.header(question.asker().toString(), "granted/" + question.askId(), now),
                new Granted(question.askId(), JsonValues.text(Map.of(Request.Lookup.VALUE, value))));
    }

    /** @param why low in cardinality */
    public static EngineCommand refused(Question question, String why, Instant now) {
        return new EngineCommand(
                OutgoingCommands.header(question.asker().toString(), "refused/" + question.askId(), now),
                new Refused(question.askId(), why, ""));
    }
}
