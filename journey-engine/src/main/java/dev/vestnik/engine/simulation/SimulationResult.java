package dev.vestnik.engine.simulation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of a simulation.
 *
 * @param from the beginning of the period, or the first event there is where that is later
 * @param sample the share of customers that was simulated: less than was asked for where there were too many
 * @param revision of the definitions: templates, settings and other journeys are those of then
 * @param events that were decided, of the period and before it
 * @param unreadable events that this version cannot read; 0 where not all shops' customers are looked at: nobody knows whose they are
 * @param versions side by side
 * @param notes what was not there, and what was assumed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SimulationResult(
        Instant from,
        Instant to,
        double sample,
        long revision,
        long events,
        long unreadable,
        List<VersionResult> versions,
        List<String> notes) {
    SimulationResult {
        versions = List.copyOf(versions); // the topic may hold anything
        notes = List.copyOf(notes);
    }

    /**
     * The effect that one version would have had; counts are of the customers that were simulated.
     *
     * @param version its number, or {@code draft}
     * @param entered runs that began
     * @param customers who entered
     * @param steps by id
     * @param sent by channel
     * @param notEntered events that would have started a run, by the reason why they did not
     * @param left runs that ended, by reason
     * @param converted runs that reached the goal
     * @param failed signals with which the rules fail
     * @param others what the other journeys would have done beside it and, {@code without}, by themselves, where that differs or caps were in the way
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record VersionResult(
            String version,
            long entered,
            long customers,
            Map<String, StepResult> steps,
            Map<String, SentResult> sent,
            Map<String, Long> held,
            Map<String, Long> skipped,
            Map<String, Long> notEntered,
            Map<String, Long> left,
            long converted,
            long failed,
            List<OtherJourney> others) {
        VersionResult {
            others = List.copyOf(others);
        }
    }

    /**
     * @param reached how often a run came to it
     * @param underWay runs that stand there at the end
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record StepResult(
            long reached, long underWay, Map<String, Long> sent, Map<String, Long> held, Map<String, Long> skipped) {}

    /**
     * @param rendered messages whose texts were rendered
     * @param partsEach of the SMS that were rendered, on average
     * @param cost of all messages; null where the channel's price is not known, or no SMS was rendered
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SentResult(
            long messages,
            long rendered,
            @Nullable Double partsEach,
            @Nullable Cost cost) {}

    record Cost(double amount, String currency) {}

    /** @param capped messages that were held or skipped because of the caps */
    record OtherJourney(String journey, long sent, long sentWithout, long capped, long cappedWithout) {}
}
