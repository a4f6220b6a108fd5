package dev.vestnik.engine.support;

import dev.vestnik.engine.access.Shops;
import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.definition.Definition.Document;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.owner.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The message by hand: asks the owner of the customer for it. */
final class HandSending {
    private final Asking asking;
    private final DefinitionsLog definitions;

    HandSending(Asking asking, DefinitionsLog definitions) {
        this.asking = asking;
        this.definitions = definitions;
    }

    /** The same id for the same customer and key, whichever instance is asked; a new one where there is no key. */
    static String askId(CustomerKey customer, @Nullable String idempotencyKey) {
        return idempotencyKey == null
                ? UUID.randomUUID().toString()
                : UUID.nameUUIDFromBytes((customer + "\n" + idempotencyKey).getBytes(StandardCharsets.UTF_8))
                        .toString();
    }

    /** Asks as {@link Asking#ask} does. */
    Optional<OwnerReply> send(String askId, MessageRequest request, String requestedBy) throws InterruptedException {
        return asking.ask(
                askId,
                request.customer(),
                new Request.SendByHand(
                        request.template(),
                        request.channels(),
                        request.messageClass(),
                        request.topic(),
                        request.variables(),
                        requestedBy));
    }

    /** @throws ProblemException 422 for a template of other shops */
    void requireOfShop(MessageRequest request) {
        Document document = definitions
                .snapshot()
                .all()
                .state(DefinitionKey.template(request.template()))
                .document();
        String shop = request.customer().shop();
        if (document != null && !Shops.of(document.json()).has(shop)) {
            throw ProblemException.faults(List.of(new Fault("template", "is not one of the shop " + shop)));
        }
    }
}
