package dev.vestnik.engine.audience;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.engine.audience.Estimate.Found;
import dev.vestnik.engine.audience.SegmentTally.Counts;
import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.journey.Segment;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Counts who is in a segment, over all instances. Blocks. */
public final class SegmentCounting {
    /** A second's worth of an instance, with its disk. */
    private static final int MOST = 50_000;

    private final Sampling sampling;
    private final DefinitionsLog log;
    private final Decider decider;
    private final InstantSource clock;
    private final JsonMapper json;

    SegmentCounting(Sampling sampling, DefinitionsLog log, Decider decider, InstantSource clock, JsonMapper json) {
        this.sampling = sampling;
        this.log = log;
        this.decider = decider;
        this.clock = clock;
        this.json = json;
    }

    /**
     * The number of customers in a segment.
     *
     * @param customers of its shops
     * @param unknown for whom the condition cannot be computed: they are not in it
     * @param sampled customers that were looked at
     * @param says the same in words
     * @param silent instances that did not answer: their customers are in no number
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record SegmentCount(
            Estimate members, Estimate customers, Estimate unknown, long sampled, String says, Set<String> silent) {
        static SegmentCount of(List<Counts> parts, Set<String> silent) {
            Estimate members = estimate(parts, Counts::members);
            Estimate customers = estimate(parts, Counts::customers);
            long sampled = parts.stream().mapToLong(Counts::customers).sum();
            return new SegmentCount(
                    members, customers, estimate(parts, Counts::unknown), sampled, words(members, customers), silent);
        }

        private static Estimate estimate(List<Counts> parts, ToLongFunction<Counts> counted) {
            return Estimate.of(parts.stream()
                    .map(part -> new Found(counted.applyAsLong(part), part.of()))
                    .toList());
        }

        private static String words(Estimate members, Estimate customers) {
            if (customers.count() == 0) {
                return "there are no customers yet";
            }
            String rest = members.error() == 0 ? "" : " of those looked at";
            if (members.count() == 0) {
                return "nobody" + rest + " is in it";
            }
            return members.count() == customers.count()
                    ? "everybody" + rest + " is in it"
                    : Math.round(100.0 * members.count() / customers.count()) + " % of the customers are in it";
        }
    }

    /** The counts of this instance's customers, by partition. */
    List<Counts> here(String id) throws InterruptedException {
        Definitions definitions = log.current();
        Segment segment = definitions.audiences().segment(id);
        if (segment == null) {
            throw ProblemException.notFound("segment of this id that can be used now");
        }
        int most = MOST / Math.max(1, sampling.partitions());
        return sampling.here(most, () -> new SegmentTally(decider, definitions, segment, clock.instant())).stream()
                .map(share -> share.tally().counts(share.of()))
                .toList();
    }

    /** @throws ProblemException 404 where there is no such segment, 503 where it cannot be counted now */
    public SegmentCount everywhere(String id, String authorization) throws InterruptedException {
        Sampling.Everywhere<Counts> all =
                sampling.everywhere(here(id), "/internal/segments/" + id + "/count", this::read, authorization);
        return SegmentCount.of(all.parts(), all.silent());
    }

    private List<Counts> read(JsonNode answer) {
        List<Counts> parts = new ArrayList<>();
        answer.forEach(part -> parts.add(json.treeToValue(part, Counts.class)));
        return parts;
    }
}
