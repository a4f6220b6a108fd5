package dev.vestnik.system.secured;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;

/** Kafka's authorizer, which tells what it denies as its log would, and what it allows. The broker makes it by its name. */
public final class WatchedAuthorizer extends StandardAuthorizer {
    private static final Set<Deed> DENIED = ConcurrentHashMap.newKeySet();
    private static final Set<Deed> ALLOWED = ConcurrentHashMap.newKeySet();

    static Set<Deed> denied() {
        return Set.copyOf(DENIED);
    }

    /** What was allowed and would have been a denial in the log without a right. */
    static Set<Deed> allowed() {
        return Set.copyOf(ALLOWED);
    }

    @Override
    public List<AuthorizationResult> authorize(AuthorizableRequestContext context, List<Action> actions) {
        List<AuthorizationResult> results = super.authorize(context, actions);
        for (int i = 0; i < actions.size(); i++) {
            if (actions.get(i).logIfDenied()) {
                (results.get(i) == AuthorizationResult.DENIED ? DENIED : ALLOWED).add(deed(context, actions.get(i)));
            }
        }
        return results;
    }

    private static Deed deed(AuthorizableRequestContext context, Action action) {
        return new Deed(
                context.principal().getName(),
                action.operation(),
                action.resourcePattern().resourceType(),
                action.resourcePattern().name());
    }
}
