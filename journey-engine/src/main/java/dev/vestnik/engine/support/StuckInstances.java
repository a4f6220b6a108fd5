package dev.vestnik.engine.support;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.engine.peers.PeerForwarding;
import dev.vestnik.engine.peers.Peers;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.service.access.Caller;
import dev.vestnik.service.access.Role;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The parked instances of all customers, wherever their states are. Blocks. */
final class StuckInstances {
    private final CustomerQueries queries;
    private final Peers peers;
    private final JsonMapper json;

    StuckInstances(CustomerQueries queries, Peers peers, JsonMapper json) {
        this.queries = queries;
        this.peers = peers;
        this.json = json;
    }

    /**
     * A part of the list, by customer; a customer's instances are never parted.
     *
     * @param next cursor of the following page; null at the end
     * @param silent engines that did not answer: their instances are missing
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Page(
            @JsonInclude(JsonInclude.Include.ALWAYS) List<StuckView> items,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            String next,

            Set<String> silent) {}

    /**
     * The parked instances of this engine's customers.
     *
     * @param after the customer's key behind which the list begins; null: from the beginning
     * @param customers how many customers to look at, at most
     * @param caller sees customers of the key's shops
     */
    List<StuckView> here(@Nullable String after, int customers, Caller caller) {
        boolean open = caller.is(Role.SUPPORT);
        return PeerForwarding.here(queries.parked(after == null ? "" : after, customers, caller::worksFor), List.of())
                .stream()
                .map(parked -> StuckView.of(parked, open))
                .toList();
    }

    /** The parked instances of all live engines' customers. */
    Page everywhere(@Nullable String after, int customers, Caller caller, String authorization)
            throws InterruptedException {
        List<StuckView> all = new ArrayList<>(here(after, customers + 1, caller));
        Set<String> silent = new TreeSet<>();
        ask(after, customers + 1, authorization).forEach((host, answer) -> {
            answer.ifPresent(items -> items.forEach(item -> all.add(json.treeToValue(item, StuckView.class))));
            if (answer.isEmpty()) {
                silent.add(host);
            }
        });
        all.sort(Comparator.comparing(StuckView::customer));
        List<String> keys = all.stream().map(StuckView::customer).distinct().toList();
        if (keys.size() <= customers) {
            return new Page(all, null, silent);
        }
        String last = keys.get(customers - 1);
        return new Page(
                all.stream().filter(one -> one.customer().compareTo(last) <= 0).toList(), last, silent);
    }

    private Map<String, Optional<JsonNode>> ask(@Nullable String after, int customers, String authorization)
            throws InterruptedException {
        String from = after == null ? "" : "&cursor=" + URLEncoder.encode(after, StandardCharsets.UTF_8);
        return peers.ask(peers.others(), "/internal/stuck?limit=" + customers + from, authorization);
    }
}
