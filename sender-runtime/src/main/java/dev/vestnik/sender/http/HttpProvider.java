package dev.vestnik.sender.http;

import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.hook.Hook;
import dev.vestnik.sender.hook.HookEvent;
import dev.vestnik.sender.hook.HookSignature;
import dev.vestnik.sender.hook.UnreadableHookException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A provider over HTTP: pure functions, with its settings as fields. {@link HttpGateway} does the wire, {@code hook} the door. Must be
 * there: the request and what its answer means. The rest is as the provider documents it.
 */
public interface HttpProvider {

    /** The request that hands a message over, or its refusal. */
    Prepared request(ProviderSubmission submission);

    /** The meaning of the answer to {@link #request}. An answer that is none of the provider's is {@link UsualOutcome}'s. */
    Outcome outcome(Exchange.Answered answer);

    /**
     * The ids by which the provider's reports name a message, where they do not carry its token; for the correlation.
     *
     * @param accepted without ids of the provider for an attempt in doubt: only ids that we gave it are known then
     */
    default List<String> correlated(ProviderSubmission submission, Outcome.Accepted accepted) {
        return List.of();
    }

    /** The time for which the provider takes a second request with the same {@link ProviderSubmission#idempotencyKey()} for the first one. */
    default Duration keyLife() {
        return Duration.ZERO;
    }

    /** The account that knows the key, by its secret or its name: never shown, only told apart. Needed with a {@link #keyLife}. */
    default String keyHolder() {
        return "";
    }

    /** Whether it told by this outcome that it knows the key already. */
    default boolean isDuplicate(Outcome.Unknown outcome) {
        return false;
    }

    /** The question for the fate of an attempt in doubt; empty where the provider has no way to ask by what we gave it. */
    default Optional<HttpCall> lookUp(ProviderSubmission submission) {
        return Optional.empty();
    }

    /** The meaning of the answer to {@link #lookUp}; empty when it decides nothing. */
    default Optional<Outcome> found(Exchange.Answered answer) {
        return Optional.empty();
    }

    /** The question for new reports; empty where the provider calls us only. */
    default Optional<HttpCall> pull() {
        return Optional.empty();
    }

    /** The reports in the answer to {@link #pull}. */
    default List<HookEvent> pulled(Exchange.Answered answer) {
        return List.of();
    }

    /** The check that a hook is the provider's. */
    default HookSignature signature() {
        return HookSignature.none();
    }

    /** The events in a genuine hook; empty for a status that is not final. */
    default List<HookEvent> read(Hook hook) throws UnreadableHookException {
        throw new UnreadableHookException("this provider has no hooks");
    }

    /** The status by which the provider knows that we have its call: most take any 2xx, some 200 alone. */
    default int taken() {
        return 200;
    }
}
