package dev.vestnik.engine.audience;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.engine.peers.PeerForwarding;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.engine.streams.codec.CursorCodec.Stage;
import dev.vestnik.engine.streams.codec.CursorCodec.StoredCursor;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.engine.streams.query.Walked;
import dev.vestnik.rules.campaign.Campaign;
import dev.vestnik.rules.campaign.Launch;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.DefinitionKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tells how far a launch has come, over all instances. Blocks. */
public final class CampaignProgress {
    private static final double HASHES = 1L << Integer.SIZE;
    private static final int HASH_END = 5;
    private static final String CUSTOMERS = "customers";
    private static final String REACHED = "reached";
    private static final String UNKNOWN = "unknown";

    private final Sampling sampling;
    private final CustomerQueries queries;
    private final DefinitionsLog log;
    private final InstantSource clock;
    private final JsonMapper json;

    CampaignProgress(
            Sampling sampling, CustomerQueries queries, DefinitionsLog log, InstantSource clock, JsonMapper json) {
        this.sampling = sampling;
        this.queries = queries;
        this.log = log;
        this.clock = clock;
        this.json = json;
    }

    /**
     * A partition of an instance.
     *
     * @param stage null where it never began
     * @param walked of its customers, 0 to 1
     */
    record Part(int partition, int run, @Nullable Stage stage, double walked, Map<String, Long> counts) {}

    /**
     * The progress of the last launch.
     *
     * @param run the so-and-so-manieth; 0 where there was none
     * @param stage {@code none}, {@code planned}, {@code walking}, {@code paused}, {@code done} or {@code cancelled}
     * @param from when it begins, or began
     * @param walked of all customers, 0 to 1
     * @param customers it has come to
     * @param reached of them: all for whom it is meant, the control group among them
     * @param unknown for whom the segment's condition cannot be computed
     * @param outcomes what became of those at that moment: {@code sent} by channel, {@code held}, {@code skipped} and {@code not-entered} by
     *     reason, {@code control}. What becomes of those who are held is in their timelines
     * @param missing partitions that no instance told of
     * @param silent instances that did not answer
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Progress(
            @JsonInclude(JsonInclude.Include.ALWAYS) int run,
            String stage,
            @Nullable Instant from,

            @JsonInclude(JsonInclude.Include.ALWAYS) double walked,

            @JsonInclude(JsonInclude.Include.ALWAYS) long customers,

            @JsonInclude(JsonInclude.Include.ALWAYS) long reached,

            long unknown,
            Map<String, Map<String, Long>> outcomes,
            List<Integer> missing,
            Set<String> silent) {
        /** Whether a launch has customers before it. */
        public boolean underWay() {
            return Set.of("planned", "walking", "paused").contains(stage);
        }
    }

    List<Part> here(String id) {
        return PeerForwarding.here(queries.walked(Campaign.journeyOf(id)), List.<Walked>of()).stream()
                .map(CampaignProgress::part)
                .toList();
    }

    private static Part part(Walked walked) {
        StoredCursor cursor = walked.cursor();
        return cursor == null
                ? new Part(walked.partition(), 0, null, 0, Map.of())
                : new Part(walked.partition(), cursor.run(), cursor.stage(), share(cursor), cursor.counts());
    }

    private static double share(StoredCursor cursor) {
        if (cursor.stage() == Stage.DONE) {
            return 1;
        }
        return cursor.next().length < HASH_END
                ? 0
                : Integer.toUnsignedLong(ByteBuffer.wrap(cursor.next()).getInt(1)) / HASHES;
    }

    /** @throws ProblemException 404 where there is no such campaign, 503 where it cannot be told now */
    public Progress everywhere(String id, String authorization) throws InterruptedException {
        Definition definition = log.snapshot()
                .all()
                .find(DefinitionKey.campaign(id))
                .orElseThrow(() -> ProblemException.notFound("campaign of this id"));
        Sampling.Everywhere<Part> all =
                sampling.everywhere(here(id), "/internal/campaigns/" + id + "/progress", this::read, authorization);
        return progress(definition, all.parts(), all.silent());
    }

    private List<Part> read(JsonNode answer) {
        List<Part> parts = new ArrayList<>();
        answer.forEach(part -> parts.add(json.treeToValue(part, Part.class)));
        return parts;
    }

    private Progress progress(Definition definition, List<Part> all, Set<String> silent) {
        int run = definition.versions().size();
        Map<Integer, Part> parts = new TreeMap<>();
        all.forEach(part -> parts.put(part.partition(), part));
        List<Integer> missing = new ArrayList<>();
        for (int partition = 0; partition < sampling.partitions(); partition++) {
            if (!parts.containsKey(partition)) {
                missing.add(partition);
            }
        }
        List<Part> ofRun =
                parts.values().stream().filter(part -> part.run() == run).toList();
        Map<String, Long> counts = new TreeMap<>();
        ofRun.forEach(part -> part.counts().forEach((label, count) -> counts.merge(label, count, Long::sum)));
        Launch launch = log.current()
                .audiences()
                .launch(Campaign.journeyOf(definition.key().id()));
        return new Progress(
                run,
                stage(definition, ofRun, launch),
                launch == null ? null : launch.from(),
                ofRun.stream().mapToDouble(Part::walked).sum() / sampling.partitions(),
                counts.getOrDefault(CUSTOMERS, 0L),
                counts.getOrDefault(REACHED, 0L),
                counts.getOrDefault(UNKNOWN, 0L),
                outcomes(counts),
                missing,
                silent);
    }

    private static Map<String, Map<String, Long>> outcomes(Map<String, Long> counts) {
        Map<String, Map<String, Long>> outcomes = new TreeMap<>();
        counts.forEach((label, count) -> {
            if (!Set.of(CUSTOMERS, REACHED, UNKNOWN).contains(label)) {
                Outcomes.put(outcomes, label, count);
            }
        });
        return outcomes;
    }

    private String stage(Definition definition, List<Part> ofRun, @Nullable Launch launch) {
        return switch (definition.stage()) {
            case DRAFT, DELETED -> "none";
            case ARCHIVED -> "cancelled";
            case PAUSED -> isDone(ofRun) ? "done" : "paused";
            case LIVE -> {
                if (isDone(ofRun)) {
                    yield "done";
                }
                yield launch != null && launch.from().isAfter(clock.instant()) ? "planned" : "walking";
            }
        };
    }

    private boolean isDone(List<Part> ofRun) {
        return ofRun.size() == sampling.partitions() && ofRun.stream().allMatch(part -> part.stage() == Stage.DONE);
    }
}
