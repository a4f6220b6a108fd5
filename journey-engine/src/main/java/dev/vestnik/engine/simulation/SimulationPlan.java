package dev.vestnik.engine.simulation;

import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.simulation.Draw;
import dev.vestnik.rules.simulation.Scenario;
import dev.vestnik.rules.simulation.SimulationRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;

/**
 * A simulation, ready to be worked off.
 *
 * @param variants the versions, and at the end the other journeys by themselves
 * @param shops whose customers are looked at; empty: all
 * @param sample the share of customers that is simulated
 */
record SimulationPlan(
        JourneyId journey,
        SimulationRequest request,
        List<Variant> variants,
        Set<String> shops,
        double sample,
        long revision) {
    /** Names the other journeys by themselves, beside which the versions are held. */
    static final String WITHOUT = "without";

    SimulationPlan {
        variants = List.copyOf(variants);
        shops = Set.copyOf(shops);
    }

    /** A version of the journey in its circumstances. */
    record Variant(String name, Scenario scenario) {}

    /**
     * The shops of the customers that a simulation is about: those of its versions, as far as the caller works for them; empty: all.
     *
     * @param callers empty: the caller works for all
     * @throws ProblemException 403 where there are none
     */
    static Set<String> shops(List<Journey> versions, Set<String> callers) {
        if (versions.stream().anyMatch(version -> version.shops().isEmpty())) {
            return callers;
        }
        Set<String> shops = versions.stream()
                .flatMap(version -> version.shops().stream())
                .filter(shop -> callers.isEmpty() || callers.contains(shop))
                .collect(Collectors.toUnmodifiableSet());
        if (shops.isEmpty()) {
            throw ProblemException.of(HttpStatus.FORBIDDEN, "no version is for a shop of the caller's");
        }
        return shops;
    }

    /** The same with half as many customers. */
    SimulationPlan smaller() {
        return new SimulationPlan(journey, request, variants, shops, sample / 2, revision);
    }

    /** @param hash the murmur2 of the customer's key */
    boolean takes(int hash) {
        return Draw.SAMPLE.takes(hash, sample);
    }

    boolean isAbout(CustomerKey customer) {
        return shops.isEmpty() || shops.contains(customer.shop());
    }
}
