package dev.vestnik.rules.testrun;

import dev.vestnik.rules.condition.EventData;
import dev.vestnik.rules.condition.KnownEvents;
import dev.vestnik.rules.document.DocumentId;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.JourneyId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what test runs and tests of journeys have in common: the customer, the events, the receipts, the answers. Notes every fault. */
final class TestRunReader {
    static final List<String> KEYS =
            List.of("customer", "shop", "start", "events", "receipts", "answers", "until", "with");

    /** More would be no test that a person reads. */
    static final int MOST_EVENTS = 1_000;

    /** More than the longest wait of a journey. */
    static final Duration LONGEST = Duration.ofDays(400);

    private static final List<String> EVENT_KEYS = List.of("at", "type", "id", "occurredAt", "data");
    private static final String SOURCE = "test";
    private static final int MOST_WITH = 20;

    private final Place root;
    private final Instant start;
    private final EventData data;

    /** @param otherwise when the run begins where the document does not say */
    TestRunReader(Place root, Instant otherwise) {
        this.root = root;
        this.start = Objects.requireNonNullElse(root.at("start").instant(otherwise), otherwise);
        this.data = new EventData(start);
    }

    Instant start() {
        return start;
    }

    TestRun read() {
        return new TestRun(
                new SubjectReader(root, data, start).read(),
                start,
                end(root.at("until")),
                events(root.at("events")),
                new ReceiptModel(ReceiptReader.read(root.at("receipts"))),
                new ScriptedRepliesReader(start).read(root.at("answers")),
                with(root.at("with")));
    }

    private Instant end(Place place) {
        Instant latest = start.plus(LONGEST);
        Instant end = place.instant(start);
        if (end != null && (end.isBefore(start) || end.isAfter(latest))) {
            place.fault("must be after the start, at most " + LONGEST + " later");
        }
        return end == null ? latest : end;
    }

    private List<ToldEvent> events(Place list) {
        List<Place> places = list.elements();
        if (places.size() > MOST_EVENTS) {
            list.fault("has more than " + MOST_EVENTS + " events");
            return List.of();
        }
        List<ToldEvent> events = new ArrayList<>();
        for (Place place : places) {
            ToldEvent event = event(place.only(EVENT_KEYS), events.size() + 1);
            if (event != null) {
                events.add(event);
            }
        }
        return events;
    }

    private @Nullable ToldEvent event(Place place, int number) {
        String type = place.at("type").requiredText();
        Instant at = Objects.requireNonNullElse(place.at("at").instant(start), start);
        if (at.isBefore(start)) {
            place.at("at").fault("is before the start");
        }
        Optional<String> problem = type == null ? Optional.empty() : KnownEvents.problem(type);
        problem.ifPresent(place.at("type")::fault);
        if (type == null || problem.isPresent()) {
            return null;
        }
        String id = Objects.requireNonNullElse(place.at("id").text(), "event-" + number);
        Instant occurredAt = Objects.requireNonNullElse(place.at("occurredAt").instant(start), at);
        Map<String, Object> fields = data.read(type, place.at("data"));
        return new ToldEvent(at, new Event(SOURCE, id, type, occurredAt, fields));
    }

    private static List<JourneyId> with(Place list) {
        List<JourneyId> with = new ArrayList<>();
        if (list.elements().size() > MOST_WITH) {
            list.fault("has more than " + MOST_WITH + " journeys");
            return with;
        }
        for (Place place : list.elements()) {
            String id = place.requiredText();
            if (id != null && !DocumentId.isValid(id)) {
                place.fault("is no journey's id: that is " + DocumentId.RULE);
            } else if (id != null) {
                with.add(new JourneyId(id));
            }
        }
        return with;
    }
}
