package dev.vestnik.rules.testrun;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.decide.Signal.Receipt.Status;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.testrun.ReceiptModel.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads {@code {sms: [failed-permanent], email: [delivered, {status: opened, after: PT10M}]}}. */
public final class ReceiptReader {
    private static final List<String> CHANNELS =
            Arrays.stream(Channel.values()).map(Channel::label).toList();
    private static final int MOST = 10;
    private static final Map<String, Status> STATUSES = statuses();

    private ReceiptReader() {}

    private static Map<String, Status> statuses() {
        Map<String, Status> statuses = new LinkedHashMap<>();
        for (Status status : Status.values()) {
            statuses.put(ReceiptModel.label(status), status);
        }
        return statuses;
    }

    static Map<Channel, List<Report>> read(Place place) {
        Map<Channel, List<Report>> reports = new EnumMap<>(Channel.class);
        place.only(CHANNELS)
                .entries()
                .forEach((name, list) ->
                        Channel.labelled(name).ifPresent(channel -> reports.put(channel, reports(list))));
        return reports;
    }

    /** Reads a list of receipts: {@code [delivered, {status: opened, after: PT10M}]}. */
    public static List<Report> reports(Place list) {
        List<Report> reports = new ArrayList<>();
        if (!list.isList()) {
            list.fault("must be a list of " + String.join(", ", STATUSES.keySet()) + "; empty: nothing is heard of it");
        } else if (list.elements().size() > MOST) {
            list.fault("has more than " + MOST + " receipts");
        } else {
            for (Place element : list.elements()) {
                Report report = element.isMap() ? delayed(element) : at(element, Duration.ZERO);
                if (report != null) {
                    reports.add(report);
                }
            }
        }
        return reports;
    }

    private static @Nullable Report delayed(Place place) {
        place.only(List.of("status", "after"));
        Instant after = place.at("after").instant(Instant.EPOCH);
        Duration delay = Duration.between(Instant.EPOCH, Objects.requireNonNullElse(after, Instant.EPOCH));
        if (delay.isNegative()) {
            place.at("after").fault("must not be negative");
            return null;
        }
        place.at("status").required();
        return at(place.at("status"), delay);
    }

    private static @Nullable Report at(Place status, Duration after) {
        Status chosen = status.choice(STATUSES);
        return chosen == null ? null : new Report(chosen, after);
    }
}
