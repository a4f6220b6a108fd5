package dev.vestnik.engine.support;

import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.offer.Offer;
import dev.vestnik.rules.offer.PoolWord;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the pools of offers, wherever they are. */
final class OfferPools {
    private static final String CODE_UNKNOWN = "code-unknown";

    private final Asking asking;
    private final DefinitionsLog definitions;
    private final JsonMapper json;

    OfferPools(Asking asking, DefinitionsLog definitions, JsonMapper json) {
        this.asking = asking;
        this.definitions = definitions;
        this.json = json;
    }

    /** @throws ProblemException 404 where there is none that can be used */
    Offer existing(String id) {
        Offer offer = definitions.snapshot().definitions().offer(id);
        if (offer == null) {
            throw ProblemException.notFound(DefinitionKey.offer(id).toString());
        }
        return offer;
    }

    /** Empty where there is no answer yet: the same may be asked again. */
    Optional<JsonNode> ask(String offer, PoolWord word) throws InterruptedException {
        return asking.ask(UUID.randomUUID().toString(), offer, word).map(this::answered);
    }

    private JsonNode answered(OwnerReply answer) {
        return switch (answer) {
            case OwnerReply.Granted(String result) -> json.readTree(result);
            case OwnerReply.Refused(String reason, String detail) ->
                throw ProblemException.of(
                                reason.equals(CODE_UNKNOWN) ? HttpStatus.NOT_FOUND : HttpStatus.CONFLICT, detail)
                        .with("reason", reason);
        };
    }

    /** @throws ProblemException 503 where there is no answer yet: the same may be asked again */
    JsonNode answer(String offer, PoolWord word) throws InterruptedException {
        return ask(offer, word)
                .orElseThrow(() -> ProblemException.tryAgain(
                        1, "the pool has not answered yet; send the same again, it is done once"));
    }
}
