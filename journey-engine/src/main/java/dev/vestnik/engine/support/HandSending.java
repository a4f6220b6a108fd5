package dev.vestnik.engine.support;

import dev.vestnik.engine.access.Shops;
import dev.vestnik.engine.definitions.Definition.Document;
import dev.vestnik.engine.definitions.DefinitionKey;
import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.engine.document.Fault;
import dev.vestnik.engine.journey.Channel;
import dev.vestnik.engine.journey.JourneyClass;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.engine.Ask;
import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.engine.SendByHand;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.MessageHeader;
import dev.vestnik.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The message by hand: asks the owner of the customer for it and waits for the answer. */
final class HandSending {
    private final CustomerRecords records;
    private final DefinitionsLog definitions;
    private final Answers answers;
    private final InstantSource clock;
    private final JsonMapper json;
    private final Duration patience;

    HandSending(
            CustomerRecords records,
            DefinitionsLog definitions,
            Answers answers,
            InstantSource clock,
            JsonMapper json,
            Duration patience) {
        this.records = records;
        this.definitions = definitions;
        this.answers = answers;
        this.clock = clock;
        this.json = json;
        this.patience = patience;
    }

    /** The same id for the same customer and key, whichever instance is asked; a new one where there is no key. */
    static String askId(CustomerKey customer, @Nullable String idempotencyKey) {
        return idempotencyKey == null
                ? UUID.randomUUID().toString()
                : UUID.nameUUIDFromBytes((customer + "\n" + idempotencyKey).getBytes(StandardCharsets.UTF_8))
                        .toString();
    }

    /**
     * Asks, and waits a while.
     *
     * @throws ProblemException 422 for a template of other shops
     * @return empty where there is no answer yet; the request stands
     */
    Optional<Answer> send(String askId, MessageRequest request, String requestedBy) throws InterruptedException {
        requireOfShop(request);
        answers.listening(patience);
        CompletableFuture<Answer> answer = answers.expect(askId);
        try {
            records.write(Topics.COMMANDS, request.customer(), command(askId, request, requestedBy));
            return Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an answer never fails", e);
        } finally {
            answers.forget(askId);
        }
    }

    private void requireOfShop(MessageRequest request) {
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

    private EngineCommand command(String askId, MessageRequest request, String requestedBy) {
        CustomerKey customer = request.customer();
        SendByHand send = new SendByHand(
                request.template(),
                request.channels().stream().map(Channel::label).toList(),
                request.messageClass() == JourneyClass.SERVICE ? MessageClass.service : MessageClass.marketing,
                request.topic(),
                json.writeValueAsString(request.variables()),
                requestedBy);
        MessageHeader header =
                new MessageHeader(askId, customer.shop(), customer.customerId(), clock.instant(), "engine-api");
        return new EngineCommand(header, new Ask(askId, answers.asker(), send));
    }
}
