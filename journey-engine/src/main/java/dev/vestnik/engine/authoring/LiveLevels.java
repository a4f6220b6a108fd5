package dev.vestnik.engine.authoring;

import dev.vestnik.engine.peers.InstanceAddress;
import dev.vestnik.engine.peers.Peers;
import dev.vestnik.rules.definition.FeatureLevel;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Asks every live instance which feature level it can read. */
final class LiveLevels {
    static final String PATH = "/internal/feature-level";

    private final Peers peers;
    private final InstanceAddress address;

    LiveLevels(Peers peers, InstanceAddress address) {
        this.peers = peers;
        this.address = address;
    }

    /**
     * The highest level of each, by {@code host:port}. Blocks.
     *
     * @param authorization of the call that makes us ask
     * @throws dev.vestnik.engine.problem.ProblemException 503 while nobody can tell who is live
     */
    SortedMap<String, Integer> ask(String authorization) throws InterruptedException {
        SortedMap<String, Integer> levels = new TreeMap<>();
        levels.put(address.hostPort().orElse("this instance"), FeatureLevel.NEWEST.number());
        peers.ask(peers.others(), PATH, authorization).forEach((host, answer) -> levels.put(host, level(answer)));
        return levels;
    }

    /**
     * The level that an instance answers. One that knows of no levels has no answer, nor has one that is gone in this moment, which may
     * read as little: both count as the oldest.
     */
    static int level(Optional<JsonNode> answer) {
        int oldest = FeatureLevel.OLDEST.number();
        return answer.map(node -> node.path("level").asInt(oldest)).orElse(oldest);
    }

    /** The instances among these that cannot read this level, with the highest level of each. */
    static SortedMap<String, Integer> below(int level, Map<String, Integer> levels) {
        SortedMap<String, Integer> below = new TreeMap<>(levels);
        below.values().removeIf(readable -> readable >= level);
        return below;
    }
}
