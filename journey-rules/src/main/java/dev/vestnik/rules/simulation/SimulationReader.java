package dev.vestnik.rules.simulation;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.simulation.ReceiptChances.Chance;
import dev.vestnik.rules.simulation.SimulationRequest.Known;
import dev.vestnik.rules.simulation.SimulationRequest.Period;
import dev.vestnik.rules.simulation.SimulationRequest.Prices;
import dev.vestnik.rules.simulation.SimulationRequest.Shares;
import dev.vestnik.rules.testrun.ReceiptReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the request for a simulation. Notes every fault. */
final class SimulationReader {
    private static final List<String> KEYS =
            List.of("versions", "from", "to", "sample", "known", "texts", "receipts", "sources", "prices");
    private static final List<String> CHANNELS =
            Arrays.stream(Channel.values()).map(Channel::label).toList();
    private static final Duration WEEK = Duration.ofDays(7);
    private static final double FEW_TEXTS = 0.05;
    private static final int ALL = 100;
    private static final int MOST_CHANCES = 10;
    private static final double DEAREST = 1_000_000;

    private final Place root;
    private final Instant now;

    SimulationReader(Place root, Instant now) {
        this.root = root;
        this.now = now;
    }

    SimulationRequest read() {
        root.entries().forEach((key, value) -> {
            if (!KEYS.contains(key)) {
                value.fault("is not known here; known are " + String.join(", ", KEYS));
            }
        });
        Known known =
                root.at("known").choice(Map.of(Known.TODAY.label(), Known.TODAY, Known.EVENTS.label(), Known.EVENTS));
        return new SimulationRequest(
                versions(root.at("versions")),
                period(),
                Objects.requireNonNullElse(known, Known.TODAY),
                new Shares(share(root.at("sample"), 1), share(root.at("texts"), FEW_TEXTS)),
                new ReceiptChances(receipts(root.at("receipts"))),
                sources(root.at("sources")),
                prices(root.at("prices")));
    }

    private static List<String> versions(Place place) {
        if (!place.present()) {
            return List.of(SimulationRequest.DRAFT);
        }
        List<String> versions = new ArrayList<>();
        for (Place one : place.elements()) {
            String version = version(one);
            if (version != null && versions.contains(version)) {
                one.fault("is there twice");
            } else if (version != null) {
                versions.add(version);
            }
        }
        if (place.isList() && (versions.isEmpty() || versions.size() > SimulationRequest.MOST_VERSIONS)) {
            place.fault("must be 1-" + SimulationRequest.MOST_VERSIONS + " versions");
        }
        return versions;
    }

    private static @Nullable String version(Place place) {
        if (place.value() instanceof Long number && number > 0) {
            return number.toString();
        }
        if (SimulationRequest.DRAFT.equals(place.value())) {
            return SimulationRequest.DRAFT;
        }
        place.fault("must be " + SimulationRequest.DRAFT + " or the number of a version");
        return null;
    }

    private Period period() {
        Instant to = Objects.requireNonNullElse(root.at("to").instant(now), now);
        Instant from = Objects.requireNonNullElse(root.at("from").instant(now), to.minus(WEEK));
        if (to.isAfter(now)) {
            root.at("to").fault("is not over yet");
        } else if (!from.isBefore(to)) {
            root.at("from").fault("must be before the end of the period");
        } else if (from.plus(SimulationRequest.LONGEST).isBefore(to)) {
            root.at("from").fault("the period is longer than P" + SimulationRequest.LONGEST.toDays() + "D");
        } else if (from.isBefore(Instant.EPOCH)) {
            root.at("from").fault("must be after " + Instant.EPOCH);
        }
        return new Period(from, to);
    }

    private static double share(Place place, double otherwise) {
        Double share = number(place, 1);
        return share == null ? otherwise : share;
    }

    /** Above 0. */
    private static @Nullable Double number(Place place, double most) {
        if (!place.present()) {
            return null;
        }
        double number = place.value() instanceof Number given ? given.doubleValue() : Double.NaN;
        if (number > 0 && number <= most) {
            return number;
        }
        place.fault("must be a number above 0, at most " + (most == 1 ? "1" : String.valueOf((long) most)));
        return null;
    }

    /** {@code {sms: [failed-permanent], email: [{share: 90, receipts: [delivered]}, {share: 10, receipts: []}]}}. */
    private static Map<Channel, List<Chance>> receipts(Place place) {
        Map<Channel, List<Chance>> receipts = new EnumMap<>(Channel.class);
        place.only(CHANNELS)
                .entries()
                .forEach((name, list) ->
                        Channel.labelled(name).ifPresent(channel -> receipts.put(channel, chances(list))));
        return receipts;
    }

    private static List<Chance> chances(Place list) {
        List<Place> elements = list.isList() ? list.elements() : List.of();
        if (elements.isEmpty()
                || elements.stream().noneMatch(one -> one.at("share").present())) {
            return List.of(new Chance(ALL, ReceiptReader.reports(list)));
        }
        if (elements.size() > MOST_CHANCES) {
            list.fault("has more than " + MOST_CHANCES + " shares");
            return List.of();
        }
        List<Chance> chances = new ArrayList<>();
        for (Place element : elements) {
            element.only(List.of("share", "receipts"));
            element.at("share").required();
            Integer share = element.at("share").number(1, ALL);
            chances.add(new Chance(share == null ? 0 : share, ReceiptReader.reports(element.at("receipts"))));
        }
        if (chances.stream().mapToInt(Chance::share).sum() != ALL) {
            list.fault("the shares must add up to " + ALL);
        }
        return chances;
    }

    private static Map<String, Object> sources(Place place) {
        Map<String, Object> sources = new HashMap<>();
        place.entries().forEach((source, answer) -> {
            Object value = answer.value();
            if (value != null) {
                sources.put(source, value);
            }
        });
        return sources;
    }

    private static Prices prices(Place place) {
        if (!place.present()) {
            return Prices.NONE;
        }
        place.only(Stream.concat(Stream.of("currency"), CHANNELS.stream()).toList());
        String currency = place.at("currency").requiredText();
        if (currency != null && !currency.matches("[A-Z]{3}")) {
            place.at("currency").fault("must be three letters of ISO 4217, such as EUR");
        }
        Map<Channel, Double> each = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            Double price = number(place.at(channel.label()), DEAREST);
            if (price != null) {
                each.put(channel, price);
            }
        }
        return new Prices(currency == null ? "" : currency, each);
    }
}
