package dev.vestnik.engine.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.engine.streams.query.Lookup;
import dev.vestnik.service.access.Caller;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import tools.jackson.databind.json.JsonMapper;

/** What callers hear of a customer whose partition begins to move between two questions to the stores. */
class MovingCustomersTest {
    private static final MockServerHttpRequest REQUEST =
            MockServerHttpRequest.get("/api/customers/anna").build();
    private static final Caller SUPPORT = new Caller("support", Set.of(), Set.of());

    private final CustomerQueries queries = queries();
    private final OwnerLookup owned = new OwnerLookup(null);
    private final JsonMapper json = new JsonMapper();

    /** The timeline is read while the customer is here still, the state no more. */
    private static CustomerQueries queries() {
        return (CustomerQueries) Proxy.newProxyInstance(
                CustomerQueries.class.getClassLoader(),
                new Class<?>[] {CustomerQueries.class},
                (proxy, method, given) -> method.getName().equals("timeline")
                        ? new Lookup.Found<>(List.of())
                        : new Lookup.Rebalancing<>());
    }

    @Test
    void anExportIsNotEmptyBecauseTheStateCannotBeRead() {
        ExportController exports = new ExportController(queries, owned, InstantSource.system(), json);
        comesAgain(() -> exports.export("anna", "main", SUPPORT, REQUEST));
    }

    @Test
    void anErasureDoesNotTakeAVisitorWhoHasMovedForOneWhoHasNot() {
        SupportController support = new SupportController(null, null, queries, owned, json);
        comesAgain(() -> support.erase("~v-1", "main", SUPPORT, REQUEST));
    }

    private static void comesAgain(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, moving -> {
            assertThat(moving.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
            assertThat(moving.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isNotNull();
        });
    }
}
