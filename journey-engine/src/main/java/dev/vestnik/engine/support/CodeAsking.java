package dev.vestnik.engine.support;

import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.engine.support.CodesController.SentCode;
import dev.vestnik.engine.support.CodesController.Verified;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.verification.CodeKey;
import dev.vestnik.rules.verification.CodeOutcome;
import dev.vestnik.rules.verification.Contact;
import dev.vestnik.rules.verification.VerificationWord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks those who keep the codes of a shop, wherever they are. What a person has said leaves this instance as a keyed hash. */
final class CodeAsking {
    private final Asking asking;
    private final CodeKey key;
    private final JsonMapper json;
    private final InstantSource clock;

    CodeAsking(Asking asking, CodeKey key, JsonMapper json, InstantSource clock) {
        this.asking = asking;
        this.key = key;
        this.json = json;
        this.clock = clock;
    }

    /** @throws ProblemException 409 where engines that know of no codes may live */
    static void require(FeatureLevel level) {
        if (!level.allows(FeatureLevel.CODES)) {
            throw ProblemException.of(
                    HttpStatus.CONFLICT,
                    "codes take feature level " + FeatureLevel.CODES.number() + ", and " + level.number()
                            + " is in force: raise it by POST /api/feature-level once every engine has this version");
        }
    }

    SentCode send(String shop, CodeRequest wanted, Contact to, @Nullable String locale, @Nullable String idempotencyKey)
            throws InterruptedException {
        String askId = askId(idempotencyKey, "send", shop, to.address());
        JsonNode answer =
                answer(shop, new VerificationWord.Send(askId, wanted.purpose(), to, wanted.customer(), locale, null));
        CodeOutcome outcome = outcome(answer);
        if (outcome.isLimit()) {
            throw limited(outcome, Instant.parse(answer.path("until").asString()));
        }
        if (outcome != CodeOutcome.SENT) {
            throw notSent(outcome.label());
        }
        return json.treeToValue(answer, SentCode.class);
    }

    Verified verify(String shop, CodeRequest said, List<Contact> contacts, @Nullable String idempotencyKey)
            throws InterruptedException {
        String askId = askId(
                idempotencyKey,
                "verify",
                shop,
                contacts.isEmpty() ? "" : contacts.getFirst().address());
        String proof = key.proof(askId, said.code());
        JsonNode answer = answer(shop, new VerificationWord.Verify(askId, said.purpose(), contacts, proof));
        return json.treeToValue(answer, Verified.class);
    }

    /**
     * The same id for the same key and address, whichever instance is asked; a new one where there is no key. Codes are made of it, so it is
     * made with the secret.
     */
    private String askId(@Nullable String idempotencyKey, String... of) {
        return idempotencyKey == null
                ? UUID.randomUUID().toString()
                : UUID.nameUUIDFromBytes(
                                key.proof(idempotencyKey, String.join("\n", of)).getBytes(StandardCharsets.UTF_8))
                        .toString();
    }

    private JsonNode answer(String shop, VerificationWord word) throws InterruptedException {
        return asking.ask(shop, word)
                .map(reply -> switch (reply) {
                    case OwnerReply.Granted(String result) -> json.readTree(result);
                    case OwnerReply.Refused(String reason, String detail) ->
                        throw ProblemException.of(HttpStatus.CONFLICT, detail).with("reason", reason);
                })
                .orElseThrow(() -> ProblemException.tryAgain(1, "there is no answer yet"));
    }

    private static CodeOutcome outcome(JsonNode answer) {
        String label = answer.path("outcome").asString();
        return Arrays.stream(CodeOutcome.values())
                .filter(outcome -> outcome.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("an outcome of another version: " + label));
    }

    private ProblemException limited(CodeOutcome limit, Instant until) {
        long seconds = Math.max(
                1, Duration.between(clock.instant(), until).plusMillis(999).toSeconds());
        ProblemException problem = ProblemException.of(
                        HttpStatus.TOO_MANY_REQUESTS, "the limit of codes is reached; try again in " + seconds + " s")
                .with("reason", limit.label());
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
        return problem;
    }

    static ProblemException notSent(String reason) {
        return ProblemException.of(HttpStatus.CONFLICT, "no code was sent").with("reason", reason);
    }
}
