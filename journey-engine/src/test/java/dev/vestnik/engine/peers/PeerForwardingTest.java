package dev.vestnik.engine.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.engine.streams.query.CustomerTally;
import dev.vestnik.engine.streams.query.Lookup;
import dev.vestnik.engine.streams.query.Parked;
import dev.vestnik.engine.streams.query.PersonsTask;
import dev.vestnik.engine.streams.query.StepCounts;
import dev.vestnik.engine.streams.query.TaskFilter;
import dev.vestnik.engine.streams.query.Walked;
import dev.vestnik.engine.streams.store.TimelineEntry;
import dev.vestnik.engine.streams.trace.Passed;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.journey.JourneyId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import tools.jackson.databind.json.JsonMapper;

/** Whom a caller's key is shown to. */
class PeerForwardingTest {
    private static final String KEY = "Bearer secret";
    private static final MockServerHttpRequest REQUEST = MockServerHttpRequest.get("/api/customers/anna")
            .header(HttpHeaders.AUTHORIZATION, KEY)
            .build();

    private final PeerWire wire = PeerWire.plain();
    private final List<String> shown = new CopyOnWriteArrayList<>();
    private final List<String> customers = new CopyOnWriteArrayList<>();
    private Lookup<Set<String>> members = new Lookup.Rebalancing<>();
    private final PeerForwarding forwarding = new PeerForwarding(wire, new Members());
    private final Peers peers = new Peers(wire, new Members(), new InstanceAddress(), new JsonMapper());
    private HttpServer server;
    private String address;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        address = "127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        wire.close();
        server.stop(0);
    }

    private void answer(HttpExchange call) throws IOException {
        shown.add(
                call.getRequestURI().getPath() + " " + call.getRequestHeaders().getFirst(HttpHeaders.AUTHORIZATION));
        customers.add(String.valueOf(call.getRequestHeaders().getFirst(PeerForwarding.CUSTOMER)));
        call.getResponseHeaders().add(HttpHeaders.LOCATION, "http://" + address + "/elsewhere");
        call.sendResponseHeaders(call.getRequestURI().getPath().equals("/internal/revision") ? 200 : 307, 2);
        call.getResponseBody().write("{}".getBytes());
        call.close();
    }

    @Test
    void aMemberOfTheGroupGetsItButNotWhereItRedirectsTo() throws Exception {
        members = new Lookup.Found<>(Set.of(address));
        assertThat(forwarding.forward(address, REQUEST, null).getStatusCode().value())
                .isEqualTo(307);
        assertThat(shown).containsExactly("/api/customers/anna " + KEY);
    }

    @Test
    void whatAVisitorsInstanceGotGoesOnToTheCustomersOnce() throws Exception {
        members = new Lookup.Found<>(Set.of(address));
        CustomerKey anna = new CustomerKey("main", "anna-мария/1");
        MockServerHttpRequest handedOn = MockServerHttpRequest.get("/api/messages/1")
                .header(PeerForwarding.FORWARDED, "1")
                .build();
        assertThatThrownBy(() -> forwarding.forward(address, handedOn, null)).isInstanceOf(ProblemException.class);
        forwarding.forwardTo(anna, address, handedOn);
        MockServerHttpRequest there = MockServerHttpRequest.get("/api/messages/1")
                .header(PeerForwarding.CUSTOMER, customers.getLast())
                .build();
        assertThat(PeerForwarding.found(there)).isEqualTo(anna);
        assertThatThrownBy(() -> forwarding.forwardTo(anna, address, there)).isInstanceOf(ProblemException.class);
        assertThat(customers).hasSize(1);
    }

    @Test
    void aCustomerWhoIsMadeUpIsNone() {
        assertThat(PeerForwarding.found(REQUEST)).isNull();
        for (String odd : List.of("", "anna", "%", "/anna")) {
            MockServerHttpRequest request = MockServerHttpRequest.get("/api/messages/1")
                    .header(PeerForwarding.CUSTOMER, odd)
                    .build();
            assertThat(PeerForwarding.found(request)).as(odd).isNull();
        }
    }

    @Test
    void nobodyElseGetsIt() {
        members = new Lookup.Found<>(Set.of("127.0.0.1:1"));
        assertThatThrownBy(() -> forwarding.forward(address, REQUEST, null)).isInstanceOf(ProblemException.class);
        assertThat(shown).isEmpty();
    }

    @Test
    void nobodyGetsItWhileNobodyCanTellWhoIsAMember() {
        assertThatThrownBy(() -> forwarding.forward(address, REQUEST, null)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> peers.ask(Set.of(address), "/internal/revision", KEY))
                .isInstanceOf(ProblemException.class);
        assertThat(shown).isEmpty();
    }

    @Test
    void whoHasLeftTheGroupIsNotAskedAnyMore() throws Exception {
        members = new Lookup.Found<>(Set.of(address));
        assertThat(peers.ask(Set.of(address), "/internal/revision", KEY).get(address))
                .isPresent();
        members = new Lookup.Found<>(Set.of());
        assertThat(peers.ask(Set.of(address), "/internal/revision", KEY).get(address))
                .isEqualTo(Optional.empty());
        assertThat(shown).hasSize(1);
    }

    private final class Members implements CustomerQueries {
        @Override
        public Lookup<Set<String>> hosts() {
            return members;
        }

        @Override
        public Lookup<Boolean> hasFirst() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Lookup<CustomerState> customer(CustomerKey customer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Lookup<CustomerState> stored(CustomerKey customer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Lookup<List<TimelineEntry>> timeline(CustomerKey customer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Passed> passed(CustomerKey customer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Lookup<CustomerKey> customerOf(UUID message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Lookup<List<Parked>> parked(String after, int customers, Predicate<String> shops) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Lookup<CustomerKey> customerOfParked(UUID instance) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Lookup<List<PersonsTask>> tasks(TaskFilter wanted, int most) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Lookup<PersonsTask> task(UUID task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Lookup<CustomerKey> customerOfTask(UUID task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T extends CustomerTally> Lookup<List<CustomerTally.Share<T>>> sample(int most, Supplier<T> tallies) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Lookup<List<Walked>> walked(JourneyId campaign) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Lookup<StepCounts> inFlight(JourneyId journey) {
            throw new UnsupportedOperationException();
        }
    }
}
