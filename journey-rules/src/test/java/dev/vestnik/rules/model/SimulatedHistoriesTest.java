package dev.vestnik.rules.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.decide.Decided;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.decide.Decision;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.decide.Signal.Receipt;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.model.RandomHistory.Told;
import dev.vestnik.rules.model.Side.Handed;
import dev.vestnik.rules.simulation.Observer;
import dev.vestnik.rules.simulation.Receipts;
import dev.vestnik.rules.simulation.Replies;
import dev.vestnik.rules.simulation.Scenario;
import dev.vestnik.rules.simulation.Seeds;
import dev.vestnik.rules.simulation.Simulator;
import dev.vestnik.rules.simulation.Variants;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A simulation decides of random histories what the rules decide live, one for one and at the same times. */
class SimulatedHistoriesTest {
    private static final int HISTORIES = Integer.getInteger("vestnik.histories", 100);
    private static final long FIRST = 20261130L;
    private static final Decider DECIDER = new Decider((customer, channel, topic) -> "https://shop.example/u");
    private static final Duration AFTERWARDS = Duration.ofDays(30);
    private static final int CUSTOMERS = 8;

    /** Of an event in the topic. */
    private static final int BYTES = 150;

    @Test
    void decidesWhatTheRulesDecideLive() {
        int decisions = 0;
        for (long seed : seeds().limit(HISTORIES).toArray()) {
            RandomHistory history = RandomHistories.of(seed).told();
            List<Line> live = Clock.run(history, new Rules(history));
            assertThat(simulated(List.of(history)).lines).as("seed " + seed).isEqualTo(live);
            decisions += live.size();
        }
        assertThat(decisions).isGreaterThan(HISTORIES);
    }

    @Test
    void customersWhoComeInTurnsDoNotDisturbEachOther() {
        long shop = seeds().findFirst().orElseThrow();
        List<RandomHistory> histories = IntStream.range(0, CUSTOMERS)
                .mapToObj(number -> RandomHistories.of(shop, number).told())
                .toList();
        Simulated together = simulated(histories);
        Instant end = end(histories);
        for (RandomHistory one : histories) {
            Simulated alone = simulated(List.of(one), end);
            assertThat(together.of(one.customer())).as(one.customer()).isEqualTo(alone.of(one.customer()));
        }
    }

    @Test
    void whatIsDecidedOnceForAllVariantsIsWhatEachDecidesByItself() {
        for (long seed : seeds().limit(HISTORIES).toArray()) {
            RandomHistory history = RandomHistories.of(seed).told();
            Definitions with = new Compiled(history).definitions();
            Definitions without =
                    without(with, new JourneyId(history.plans().getLast().id()));
            Simulated one = new Simulated(seed);
            Simulated other = new Simulated(seed);
            Variants both = new Variants(
                    DECIDER,
                    List.of(variant(history, with, one), variant(history, without, other)),
                    Seeds.NONE,
                    new Simulator.Bounds(Long.MAX_VALUE, () -> false));
            told(List.of(history)).forEach(of -> both.take(of.key(), of.happened(), BYTES));
            both.finish();
            assertThat(one.lines).as("with, seed " + seed).isEqualTo(alone(history, with));
            assertThat(other.lines).as("without, seed " + seed).isEqualTo(alone(history, without));
        }
    }

    private static Definitions without(Definitions all, JourneyId journey) {
        Map<JourneyId, Published> others = new HashMap<>(all.journeys());
        others.remove(journey);
        return Definitions.of(all.revision(), others, all.templates(), all.shop());
    }

    private static Variants.WatchedScenario variant(RandomHistory history, Definitions definitions, Simulated seen) {
        JourneyId last = new JourneyId(history.plans().getLast().id());
        return new Variants.WatchedScenario(scenario(last, definitions, seen, end(List.of(history))), seen);
    }

    private static List<Line> alone(RandomHistory history, Definitions definitions) {
        Simulated seen = new Simulated(history.seed());
        simulate(List.of(history), variant(history, definitions, seen).scenario(), seen);
        return seen.lines;
    }

    /** Of shops whose journeys ask nobody: a simulation has no pools, sources and people. */
    private static LongStream seeds() {
        return LongStream.iterate(FIRST, seed -> seed + 1)
                .filter(seed -> !RandomHistories.of(seed).asks());
    }

    private static Instant end(List<RandomHistory> histories) {
        return histories.stream()
                .map(history -> history.items().getLast().at())
                .max(Comparator.naturalOrder())
                .orElseThrow()
                .plus(AFTERWARDS)
                .plusMillis(1);
    }

    private static Simulated simulated(List<RandomHistory> histories) {
        return simulated(histories, end(histories));
    }

    private static Simulated simulated(List<RandomHistory> histories, Instant end) {
        Simulated seen = new Simulated(histories.getFirst().seed());
        Definitions definitions = new Compiled(histories.getFirst()).definitions();
        simulate(histories, scenario(new JourneyId("any"), definitions, seen, end), seen);
        return seen;
    }

    private static Scenario scenario(JourneyId journey, Definitions definitions, Simulated seen, Instant end) {
        return Scenario.of(journey, definitions, new Scenario.World(1, seen, new Replies(Map.of())), Instant.MIN, end);
    }

    private static void simulate(List<RandomHistory> histories, Scenario scenario, Simulated seen) {
        Simulator simulator =
                new Simulator(DECIDER, scenario, seen, Seeds.NONE, new Simulator.Bounds(Long.MAX_VALUE, () -> false));
        told(histories).forEach(of -> simulator.take(of.key(), of.happened(), BYTES));
        simulator.finish();
    }

    private static Stream<Of> told(List<RandomHistory> histories) {
        return histories.stream()
                .flatMap(history -> history.items().stream()
                        .flatMap(
                                item -> item instanceof Told told ? Stream.of(new Of(history.customer(), told)) : null))
                .sorted(Comparator.comparing(of -> of.told().at()));
    }

    /** An event of a customer. */
    private record Of(String customer, Told told) {
        CustomerKey key() {
            return new CustomerKey(Rules.SHOP, customer);
        }

        Signal.Happened happened() {
            return new Signal.Happened(Rules.event(told), told.at());
        }
    }

    /** What was decided of a customer. */
    private record Seen(CustomerKey customer, Line line) {}

    /** Tells what a simulation decides as the rules tell it, and reports of messages as senders do there. */
    private static final class Simulated implements Observer, Receipts {
        private final long seed;
        /** Each customer's own: of two customers' messages one name would be two. */
        private final Map<CustomerKey, Telling> tellings = new HashMap<>();

        private final Map<UUID, Telling> ofMessages = new HashMap<>();
        private final List<Line> lines = new ArrayList<>();
        private final List<Seen> seen = new ArrayList<>();
        private int numbers;

        Simulated(long seed) {
            this.seed = seed;
        }

        List<Line> of(String customer) {
            return seen.stream()
                    .filter(one -> one.customer().customerId().equals(customer))
                    .map(Seen::line)
                    .toList();
        }

        @Override
        public void decided(Moment moment, Decided decided) {
            for (Effect effect : decided.effects()) {
                if (effect instanceof Effect.Record(Decision decision, int sequence)) {
                    Line line = line(moment.customer(), decision);
                    lines.add(line);
                    seen.add(new Seen(moment.customer(), line));
                }
            }
        }

        private Line line(CustomerKey customer, Decision decision) {
            Decision.About about = decision.about();
            Decision.MessageFacts message = decision.message();
            Telling telling = tellings.computeIfAbsent(customer, _ -> new Telling());
            if (message != null) {
                ofMessages.put(message.id(), telling);
            }
            return telling.of(
                    decision.now(),
                    new Telling.What(
                            decision.outcome().name(),
                            decision.reason(),
                            about == null ? null : about.journey(),
                            about == null ? null : about.instance(),
                            about == null ? null : about.step(),
                            decision.causeId(),
                            decision.inputs()),
                    message == null ? null : message.channel().label(),
                    message == null ? null : message.id());
        }

        @Override
        public List<Receipt> of(Effect.Send send, Instant at) {
            Channel channel = send.content().channel();
            String name = Objects.requireNonNull(ofMessages.get(send.message())).message(send.message());
            Handed handed = new Handed(at, name, channel.label(), send.attempt());
            List<Receipt> receipts = new ArrayList<>();
            for (Reports.Report report : Reports.of(seed, handed)) {
                Instant then = at.plus(report.after());
                receipts.add(new Receipt(
                        "r" + numbers++,
                        send.message(),
                        send.attempt(),
                        channel,
                        Receipt.Status.valueOf(report.status().toUpperCase(Locale.ROOT)),
                        details(send, channel, report),
                        then));
            }
            return receipts;
        }

        private static Receipt.Details details(Effect.Send send, Channel channel, Reports.Report report) {
            boolean push = channel == Channel.PUSH;
            List<Receipt.DeadToken> tokens = report.addressDead() && send.content() instanceof Effect.Content.Push to
                    ? List.of(new Receipt.DeadToken(to.devices().getFirst().address(), null))
                    : List.of();
            return new Receipt.Details(null, false, null, report.addressDead() && !push, false, tokens, Map.of());
        }

        @Override
        public void reached(Instance run, String step) {}

        @Override
        public void failed(Moment moment) {
            throw new AssertionError("the rules fail at " + moment.now());
        }

        @Override
        public void left(CustomerKey customer, Instance run) {}
    }
}
