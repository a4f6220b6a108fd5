package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Assignment;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Exposure;
import dev.vestnik.rules.customer.Memory;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.Seen;
import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Bugs in what a customer's state keeps of conversions and sales: each is a word of a report that would be wrong. */
public enum PlantedMemory {
    /** Each goal of an order is a sale of its own. */
    FORGETS_SALES {
        @Override
        public CustomerState of(CustomerState state) {
            return without(
                    state,
                    Stream.of("k0", "k1")
                            .flatMap(key ->
                                    Stream.of("f0", "f1", "f2", "f3").map(fact -> "sale\0order\0" + key + fact)));
        }
    },
    /** Each conversion in an arm of an experiment is the first. */
    FORGETS_CONVERSIONS_OF_ARMS {
        @Override
        public CustomerState of(CustomerState state) {
            return without(
                    state,
                    state.memory().history().arms().stream()
                            .map((Assignment arm) ->
                                    "converted\0" + arm.journey() + "\0" + arm.step() + "\0" + arm.arm()));
        }
    },
    /** Each conversion beside a control group is the first. */
    FORGETS_CONVERSIONS {
        @Override
        public CustomerState of(CustomerState state) {
            return exposures(state, one -> new Exposure(one.journey(), one.at(), one.until(), false));
        }
    },
    /** None comes too late after its exposure. */
    MOVES_EXPOSURES {
        @Override
        public CustomerState of(CustomerState state) {
            return exposures(
                    state,
                    one -> new Exposure(
                            one.journey(), one.at().plus(Duration.ofDays(1)), one.until(), one.converted()));
        }
    },
    /** A sale is owed to nobody. */
    FORGETS_WHAT_GATEWAYS_TOOK {
        @Override
        public CustomerState of(CustomerState state) {
            return state.withMessages(state.messages().stream()
                    .map(message -> message.status() == Outstanding.Status.ACCEPTED
                            ? message.in(Outstanding.Status.SENT)
                            : message)
                    .toList());
        }
    };

    /** The state as it would be kept. */
    public abstract CustomerState of(CustomerState state);

    private static CustomerState without(CustomerState state, Stream<String> said) {
        Set<Long> hashes = said.map(Ids::hash).collect(Collectors.toSet());
        return state.withSeen(state.seen().stream()
                .filter((Seen seen) -> !hashes.contains(seen.fingerprint()))
                .toList());
    }

    private static CustomerState exposures(CustomerState state, UnaryOperator<Exposure> wrong) {
        Memory memory = state.memory();
        return state.withMemory(
                memory.withExposures(memory.exposures().stream().map(wrong).toList()));
    }
}
