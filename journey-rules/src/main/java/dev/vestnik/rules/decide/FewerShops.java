package dev.vestnik.rules.decide;

import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.journey.Journey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds templates and offers of a journey that are for fewer shops than it. Such a template would let those who write it change what the
 * others' customers get; such an offer gives them no codes.
 */
public final class FewerShops {
    private FewerShops() {}

    /**
     * The steps that use one.
     *
     * @param templates gives the shops of a template by its id; empty: every shop
     * @param offers the same of an offer
     */
    public static List<Fault> faults(
            Journey journey, Function<String, Set<String>> templates, Function<String, Set<String>> offers) {
        Set<String> wanted = journey.shops();
        List<Fault> faults = new ArrayList<>();
        journey.steps().forEach((id, step) -> {
            if (!step.templates().stream().allMatch(template -> cover(templates.apply(template), wanted))) {
                faults.add(fault(id + ".template", wanted));
            }
            if (step instanceof OfferStep gives && !cover(offers.apply(gives.offer()), wanted)) {
                faults.add(fault(id + ".offer", wanted));
            }
        });
        return faults;
    }

    private static boolean cover(Set<String> shops, Set<String> wanted) {
        return shops.isEmpty() || (!wanted.isEmpty() && shops.containsAll(wanted));
    }

    private static Fault fault(String place, Set<String> wanted) {
        String names = wanted.isEmpty()
                ? "every shop"
                : new TreeSet<>(wanted).stream().collect(Collectors.joining(", ", "the shops ", ""));
        return new Fault("steps." + place, "is for fewer shops than the journey, which is for " + names);
    }
}
