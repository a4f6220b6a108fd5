package dev.vestnik.engine.support;

import dev.vestnik.engine.peers.PeerForwarding;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.engine.streams.query.Lookup;
import dev.vestnik.rules.customer.CustomerKey;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Answers from the local stores what is there, and has another instance answer what is not. */
final class OwnerLookup {
    private final PeerForwarding forwarding;

    OwnerLookup(PeerForwarding forwarding) {
        this.forwarding = forwarding;
    }

    /** @param what is not found, for the 404 */
    <T> ResponseEntity<?> answer(
            Lookup<T> lookup, ServerHttpRequest request, String what, Function<T, ResponseEntity<?>> view)
            throws InterruptedException {
        return answer(lookup, new Question(request, null), what, view::apply);
    }

    /**
     * A request as it is handed on.
     *
     * @param body null: it has none
     * @param found the customer whom it is about, where it does not name one; null: who gets it knows
     */
    record Question(
            ServerHttpRequest request,
            @Nullable String body,
            @Nullable CustomerKey found) {
        Question(ServerHttpRequest request, @Nullable String body) {
            this(request, body, null);
        }
    }

    /** Makes an answer of the value that was found; may take its time. */
    @FunctionalInterface
    interface Answer<T> {
        ResponseEntity<?> of(T value) throws InterruptedException;
    }

    /** @param what is not found, for the 404 */
    <T> ResponseEntity<?> answer(Lookup<T> lookup, Question question, String what, Answer<T> view)
            throws InterruptedException {
        return switch (lookup) {
            case Lookup.Found<T>(T value) -> view.of(value);
            case Lookup.NotFound<T> none -> throw ProblemException.notFound(what);
            case Lookup.Elsewhere<T>(String hostPort) ->
                question.found() == null
                        ? forwarding.forward(hostPort, question.request(), question.body())
                        : forwarding.forwardTo(question.found(), hostPort, question.request());
            case Lookup.Rebalancing<T> moving -> throw PeerForwarding.moving();
        };
    }
}
