package dev.vestnik.engine.support;

import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.engine.streams.query.Lookup;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.service.access.Caller;
import dev.vestnik.service.access.Role;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Customers' profiles as callers may see them, for calls about something else; such a call goes to the instance that has the customer. */
public final class CustomerProfiles {
    private final CustomerQueries queries;
    private final OwnerLookup owned;

    CustomerProfiles(CustomerQueries queries, OwnerLookup owned) {
        this.queries = queries;
        this.owned = owned;
    }

    /**
     * A call that wants to know about a customer.
     *
     * @param body of the request, for the instance to which it is handed on
     */
    public record Wanted(
            CustomerKey customer,
            Caller caller,
            ServerHttpRequest request,
            @Nullable String body) {
        /** @throws dev.vestnik.engine.problem.ProblemException as {@link #with} does for a shop that is none */
        public static Wanted of(String shop, String id, Call call) {
            return new Wanted(Customers.key(shop, id, call.caller()), call.caller(), call.request(), call.body());
        }
    }

    /** A request with its caller. */
    public record Call(
            Caller caller,
            ServerHttpRequest request,
            @Nullable String body) {}

    /** Makes an answer of a profile; may take its time. */
    @FunctionalInterface
    public interface Use {
        ResponseEntity<?> of(Map<String, Object> profile) throws InterruptedException;
    }

    /** Makes an answer of everything that is known of a customer; may take its time. */
    @FunctionalInterface
    public interface UseOfState {
        ResponseEntity<?> of(CustomerState state) throws InterruptedException;
    }

    /** The same as {@link #with} of all that is known: for what the rules do with it, not to be shown. */
    public ResponseEntity<?> withState(Wanted wanted, UseOfState use) throws InterruptedException {
        return owned.answer(
                queries.customer(wanted.customer()),
                new OwnerLookup.Question(wanted.request(), wanted.body()),
                "customer of this id",
                use::of);
    }

    /** The same, also what an erasure has left; a new state of a customer of whom nothing is kept. */
    public ResponseEntity<?> withAnyState(Wanted wanted, UseOfState use) throws InterruptedException {
        return owned.answer(
                queries.stored(wanted.customer()),
                new OwnerLookup.Question(wanted.request(), wanted.body()),
                "customer of this id",
                use::of);
    }

    /**
     * The answer that the use makes of the profile, here or on another instance.
     *
     * @throws dev.vestnik.engine.problem.ProblemException 404 for a customer who never was, 503 while customers move
     */
    public ResponseEntity<?> with(Wanted wanted, Use use) throws InterruptedException {
        boolean open = wanted.caller().is(Role.SUPPORT);
        return owned.answer(
                queries.customer(wanted.customer()),
                new OwnerLookup.Question(wanted.request(), wanted.body()),
                "customer of this id",
                state -> use.of(CustomerView.profile(state.profile().fields(), open)));
    }
}
