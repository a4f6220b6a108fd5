package dev.vestnik.engine.simulation;

import dev.vestnik.engine.simulation.RecordedEvents.Extent;
import dev.vestnik.engine.simulation.SimulationResult.Cost;
import dev.vestnik.engine.simulation.SimulationResult.OtherJourney;
import dev.vestnik.engine.simulation.SimulationResult.SentResult;
import dev.vestnik.engine.simulation.SimulationResult.StepResult;
import dev.vestnik.engine.simulation.SimulationResult.VersionResult;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.simulation.SimulationRequest;
import dev.vestnik.rules.simulation.SimulationRequest.Known;
import dev.vestnik.rules.simulation.SimulationRequest.Prices;
import dev.vestnik.rules.simulation.Tally;
import dev.vestnik.rules.simulation.Tally.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts what was counted together, as the API tells it. */
final class Results {
    private static final List<String> CAPS = List.of("capped", "outranked", "merged");

    private final SimulationPlan plan;
    private final SimulationOutcome outcome;
    private final Map<Line, Long> without;

    Results(SimulationPlan plan, SimulationOutcome outcome) {
        this.plan = plan;
        this.outcome = outcome;
        this.without = outcome.tally(plan.variants().size() - 1).lines();
    }

    SimulationResult result(Extent extent) {
        SimulationRequest request = plan.request();
        Instant first = extent.first();
        Instant from = request.period().from();
        Instant late = first != null && first.isAfter(from) ? first : null;
        List<VersionResult> versions = new ArrayList<>();
        for (int i = 0; i < plan.variants().size() - 1; i++) {
            versions.add(version(plan.variants().get(i).name(), outcome.tally(i)));
        }
        return new SimulationResult(
                Objects.requireNonNullElse(late, from),
                request.period().to(),
                plan.sample(),
                plan.revision(),
                outcome.events(),
                unreadable(),
                versions,
                notes(late, versions));
    }

    private VersionResult version(String name, Tally tally) {
        Counts own = new Counts(
                tally.lines(), line -> line.journey().equals(plan.journey().value()));
        return new VersionResult(
                name,
                own.sum("entered"),
                tally.customers(),
                steps(own),
                sent(own),
                own.by("held", Line::reason),
                own.by("skipped", Line::reason),
                notEntered(own),
                own.by("left", Line::reason),
                own.sum("converted"),
                own.sum(Tally.FAILED),
                others(tally.lines()));
    }

    /** Some lines of a tally. */
    private record Counts(Map<Line, Long> lines, Predicate<Line> wanted) {
        long sum(String what) {
            return of(what).mapToLong(Map.Entry::getValue).sum();
        }

        /** Without those that have none of it. */
        Map<String, Long> by(String what, Function<Line, @Nullable Object> part) {
            Map<String, Long> sums = new TreeMap<>();
            of(what).forEach(line -> {
                Object name = part.apply(line.getKey());
                if (name != null) {
                    sums.merge(
                            name instanceof Channel channel ? channel.label() : name.toString(),
                            line.getValue(),
                            Long::sum);
                }
            });
            return sums;
        }

        private Stream<Map.Entry<Line, Long>> of(String what) {
            return lines.entrySet().stream()
                    .filter(line -> line.getKey().what().equals(what) && wanted.test(line.getKey()));
        }

        Counts in(String step) {
            return new Counts(lines, line -> wanted.test(line) && step.equals(line.step()));
        }

        Counts through(Channel channel) {
            return new Counts(lines, line -> wanted.test(line) && channel == line.channel());
        }
    }

    private static Map<String, StepResult> steps(Counts own) {
        Map<String, StepResult> steps = new TreeMap<>();
        for (String step : new TreeSet<>(own.by(Tally.REACHED, Line::step).keySet())) {
            Counts here = own.in(step);
            steps.put(
                    step,
                    new StepResult(
                            here.sum(Tally.REACHED),
                            here.sum(Tally.UNDER_WAY),
                            here.by("sent", Line::channel),
                            here.by("held", Line::reason),
                            here.by("skipped", Line::reason)));
        }
        return steps;
    }

    private Map<String, SentResult> sent(Counts own) {
        Map<String, SentResult> sent = new TreeMap<>();
        for (Channel channel : Channel.values()) {
            Counts these = own.through(channel);
            long messages = these.sum("sent");
            if (messages > 0) {
                sent.put(channel.label(), sent(channel, these, messages));
            }
        }
        return sent;
    }

    private SentResult sent(Channel channel, Counts these, long messages) {
        long rendered = these.sum(Tally.RENDERED);
        Double parts = channel == Channel.SMS && rendered > 0 ? (double) these.sum(Tally.PARTS) / rendered : null;
        Prices prices = plan.request().prices();
        Double price = isUnknown(channel, rendered) ? null : prices.each().get(channel);
        double pieces = messages * Objects.requireNonNullElse(parts, 1.0);
        return new SentResult(
                messages, rendered, parts, price == null ? null : new Cost(pieces * price, prices.currency()));
    }

    /** Of how many parts an SMS is says only its text. */
    private static boolean isUnknown(Channel channel, long rendered) {
        return channel == Channel.SMS && rendered == 0;
    }

    private static boolean isUnpriced(SimulationRequest request, List<VersionResult> versions) {
        return request.prices().each().containsKey(Channel.SMS)
                && versions.stream()
                        .map(version -> version.sent().get(Channel.SMS.label()))
                        .anyMatch(sent -> sent != null && sent.rendered() == 0);
    }

    /** Nobody knows of which shop they are. */
    private long unreadable() {
        return plan.shops().isEmpty() ? outcome.unreadable() : 0;
    }

    /** Events that started nothing: those of which a decision is recorded, and those of which none is. */
    private static Map<String, Long> notEntered(Counts own) {
        Map<String, Long> reasons = own.by("not-entered", Line::reason);
        own.by(Tally.PASSED, Line::reason).forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
        return reasons;
    }

    private List<OtherJourney> others(Map<Line, Long> lines) {
        TreeSet<String> names = new TreeSet<>();
        Stream.concat(lines.keySet().stream(), without.keySet().stream())
                .map(Line::journey)
                .filter(name -> !name.equals(plan.journey().value()))
                .forEach(names::add);
        return names.stream()
                .map(name -> {
                    Counts with = new Counts(lines, line -> line.journey().equals(name));
                    Counts alone = new Counts(without, line -> line.journey().equals(name));
                    return new OtherJourney(name, with.sum("sent"), alone.sum("sent"), capped(with), capped(alone));
                })
                .filter(other -> other.sent() > 0 || other.sentWithout() > 0 || other.capped() > 0)
                .toList();
    }

    private static long capped(Counts counts) {
        Map<String, Long> held = counts.by("held", Line::reason);
        Map<String, Long> skipped = counts.by("skipped", Line::reason);
        return CAPS.stream()
                .mapToLong(reason -> held.getOrDefault(reason, 0L) + skipped.getOrDefault(reason, 0L))
                .sum();
    }

    private List<String> notes(@Nullable Instant first, List<VersionResult> versions) {
        SimulationRequest request = plan.request();
        List<String> notes = new ArrayList<>(
                List.of(
                        "templates, settings and other journeys are those of revision " + plan.revision()
                                + ", all the time",
                        "budgets are never spent, pools always have a code, people write no answers, and visitors stay visitors"));
        if (first != null) {
            notes.add("the topic has not all events from before " + first + ": runs that began earlier are not there");
        }
        notes.add(
                request.known() == Known.TODAY
                        ? "profiles, consents and devices begin as they are today; what journeys remember begins with the period"
                        : "of customers only the events tell that the topic still has");
        if (plan.sample() < request.shares().sample()) {
            notes.add("there are too many customers for the memory: a share of " + plan.sample() + " was simulated");
        }
        if (request.shares().texts() < 1) {
            notes.add("texts were rendered for a share of " + request.shares().texts()
                    + " of the customers; of the others no message is skipped as not renderable");
        }
        if (unreadable() > 0) {
            notes.add(unreadable() + " events could not be read");
        }
        if (outcome.hasGaps()) {
            notes.add("the topic lost events to its retention while they were read: some may be missing");
        }
        if (isUnpriced(request, versions)) {
            notes.add("no SMS was rendered: their cost is not known; ask for more texts");
        }
        return notes;
    }
}
