package dev.vestnik.sender;

import dev.vestnik.service.settings.SettingsReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The prices of {@code vestnik.sms.prices[]}, by which a rule may order its gateways. */
record PriceList(List<PriceLine> lines) {
    private static final Comparator<@Nullable BigDecimal> UNKNOWN_LAST =
            Comparator.nullsLast(Comparator.<BigDecimal>naturalOrder());

    /** Reads the lines and notes what is wrong with them; the list lacks the faulty ones. */
    static PriceList read(SettingsReader settings, String name, Collection<String> gateways) {
        List<PriceLine> lines = new ArrayList<>();
        Set<String> complete = new HashSet<>();
        for (String element : settings.elements(name)) {
            settings.knownOnly(element, PriceLine.class);
            PriceLine line = settings.read(element, PriceLine.class);
            if (line != null && isSound(settings, element, line, gateways)) {
                settings.check(
                        !complete.contains(line.gateway()),
                        element,
                        "is never reached: a line of this gateway before it is for all numbers");
                if (line.numbers().areAll()) {
                    complete.add(line.gateway());
                }
                lines.add(line);
            }
        }
        return new PriceList(List.copyOf(lines));
    }

    private static boolean isSound(
            SettingsReader settings, String element, PriceLine line, Collection<String> gateways) {
        boolean known = line.gateway() != null && gateways.contains(line.gateway());
        BigDecimal price = line.price();
        boolean sound = price != null && price.signum() >= 0;
        settings.check(known, element + ".gateway", "must be one of " + gateways);
        settings.check(sound, element + ".price", "must be 0 or more");
        settings.check(!line.numbers().isEmpty(), element, "has an empty condition, which matches no number");
        line.numbers().faults().forEach(fault -> settings.fault(element + fault.setting(), fault.remedy()));
        return known && sound;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    boolean knows(String gateway) {
        return lines.stream().anyMatch(line -> gateway.equals(line.gateway()));
    }

    /** The gateways from the cheapest one on; those of the same price as they come, those without a price for the number last. */
    List<String> cheapestFirst(List<String> gateways, Destination to) {
        return gateways.stream()
                .map(gateway -> new Offer(gateway, price(gateway, to)))
                .sorted(Comparator.comparing(Offer::price, UNKNOWN_LAST))
                .map(Offer::gateway)
                .toList();
    }

    private record Offer(String gateway, @Nullable BigDecimal price) {}

    private @Nullable BigDecimal price(String gateway, Destination to) {
        return lines.stream()
                .filter(line -> gateway.equals(line.gateway()) && line.numbers().contains(to))
                .map(line -> Objects.requireNonNull(line.price()))
                .findFirst()
                .orElse(null);
    }
}
