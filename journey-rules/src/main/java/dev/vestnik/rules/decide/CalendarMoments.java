package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Dates;
import dev.vestnik.rules.customer.Profile;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.schedule.Anniversary;
import dev.vestnik.rules.schedule.Recurrence;
import dev.vestnik.rules.schedule.Schedule;
import dev.vestnik.rules.schedule.ScheduledMoment;
import dev.vestnik.rules.schedule.Silence;
import dev.vestnik.rules.schedule.Whereabouts;
import dev.vestnik.rules.settings.ShopSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Computes the moments at which the calendar lets a customer enter journeys, as of the definitions and the state that there are. */
final class CalendarMoments {
    /** A journey that was published before is known to every customer: each engine has walked to them. */
    private static final Duration NEWS = Duration.ofDays(2);

    /** Longer than the same time of day is apart in any two zones. */
    private static final Duration ZONES = Duration.ofDays(2);

    private final Definitions definitions;
    private final Profile profile;
    private final Dates dates;
    private final @Nullable Instant open;
    private final List<Journey> journeys;

    /** @param definitions with the settings of the customer's shop */
    CalendarMoments(Definitions definitions, String shop, CustomerState state) {
        this(definitions, shop, state, state.memory().history().dates().next());
    }

    /** @param open the moment that was waited for; null: none */
    CalendarMoments(Definitions definitions, String shop, CustomerState state, @Nullable Instant open) {
        this.definitions = definitions;
        this.open = open;
        this.profile = state.profile();
        this.dates = state.memory().history().dates();
        this.journeys = definitions.dated().stream()
                .filter(journey -> journey.isOf(shop))
                .toList();
    }

    /** The live and the paused journeys, highest priority first. */
    List<Journey> journeys() {
        return journeys;
    }

    /**
     * The calendar with its next moments.
     *
     * @param learnedAt when the customer, or what the calendar goes by, came to be known: what was before it does not count; null: nothing is new
     */
    Dates planned(@Nullable Instant learnedAt, Instant now) {
        return after(served(learnedAt, now));
    }

    /** The calendar with its next moments, all up to {@code served} being decided. */
    Dates after(Instant served) {
        Instant service = next(JourneyClass.SERVICE, served);
        Instant marketing = next(JourneyClass.MARKETING, served);
        boolean waits = service != null || marketing != null;
        return waits || dates.served() != null || dates.awaits() ? dates.planned(served, service, marketing) : dates;
    }

    private Instant served(@Nullable Instant learnedAt, Instant now) {
        Instant known = dates.served();
        if (learnedAt == null) {
            return known == null ? unserved(now) : known;
        }
        boolean undecided = open != null && !open.isAfter(learnedAt); // another class's turn has not come yet
        return known == null || !undecided && learnedAt.isAfter(known) ? learnedAt : known;
    }

    /** This time, or the one up to which the calendar has been decided where that is later. */
    Instant later(Instant time) {
        Instant served = dates.served();
        return served != null && served.isAfter(time) ? served : time;
    }

    /** Up to when the calendar has been decided; null: nothing of it was ever waited for. */
    @Nullable
    Instant served() {
        return dates.served();
    }

    /** The customer's own zone. */
    ZoneId zone() {
        return there().own();
    }

    /** The date as the profile tells it, though it may be none. */
    @Nullable
    Object date(Anniversary yearly) {
        if (!yearly.attribute()) {
            return profile.fields().get(yearly.field());
        }
        return profile.fields().get("attributes") instanceof Map<?, ?> attributes
                ? attributes.get(yearly.field())
                : null;
    }

    /** The event with which the silence began; null: none is remembered. */
    @Nullable
    Instant last(Silence silence) {
        return dates.last(silence.of());
    }

    /** The time from which the calendar counts for a customer who is known and has had none: that of the first of the newest publications. */
    private Instant unserved(Instant now) {
        Instant earliest = now;
        for (Journey journey : journeys) {
            Instant since = since(journey);
            if (since.isAfter(now.minus(NEWS)) && since.isBefore(earliest)) {
                earliest = since;
            }
        }
        return earliest;
    }

    private @Nullable Instant next(JourneyClass journeyClass, Instant served) {
        Instant earliest = null;
        for (Journey journey : journeys) {
            if (journey.journeyClass() == journeyClass) {
                ScheduledMoment next = next(journey, served);
                if (next != null && (earliest == null || next.at().isBefore(earliest))) {
                    earliest = next.at();
                }
            }
        }
        return earliest;
    }

    /** The first moment of this journey after {@code served}; null where none is known. */
    @Nullable
    ScheduledMoment next(Journey journey, Instant served) {
        return journey.entry().schedule() instanceof Silence silence
                ? after(silence, journey, served)
                : first(journey.entry().schedule(), from(journey, served));
    }

    /** Null also of a silence, which has but one. */
    private @Nullable ScheduledMoment first(@Nullable Schedule schedule, Instant after) {
        return switch (schedule) {
            case null -> null;
            case Anniversary yearly -> {
                LocalDate date = Anniversary.date(date(yearly));
                yield date == null ? null : yearly.next(date, after, there());
            }
            case Recurrence recurring -> recurring.next(after, there());
            case Silence silence -> null;
        };
    }

    /** The moment of this occasion, where that was not after {@code by}, and at most as long before as zones differ; else null. */
    @Nullable
    ScheduledMoment passed(Journey journey, String occasion, Instant by) {
        Schedule schedule = journey.entry().schedule();
        ScheduledMoment moment =
                schedule instanceof Silence silence ? moment(silence, journey) : first(schedule, by.minus(ZONES));
        while (moment != null && !moment.at().isAfter(by)) {
            if (moment.name().equals(occasion)) {
                return moment;
            }
            moment = first(schedule, moment.at());
        }
        return null;
    }

    /** A silence that came to be known when its moment had passed has the first one after that. */
    private @Nullable ScheduledMoment after(Silence silence, Journey journey, Instant served) {
        ScheduledMoment moment = moment(silence, journey);
        Instant last = last(silence);
        if (moment == null || last == null || moment.at().isAfter(served)) {
            return moment;
        }
        return Silences.isTried(dates, journey.id(), since(journey)) ? null : silence.next(last, served, there());
    }

    /** The moment of the silence that goes on, though it may have passed; null where the journey was entered in it, or there is none. */
    @Nullable
    ScheduledMoment moment(Silence silence, Journey journey) {
        Instant last = last(silence);
        return last == null || dates.isAnswered(journey.id(), last)
                ? null
                : silence.next(last, since(journey), there());
    }

    /**
     * A moment that had passed when the newest version was published is not of it, unless the version before has left it undecided: whoever
     * publishes while a million customers are due leaves none of them out. Of the time in which the journey was archived nothing is.
     */
    private Instant from(Journey journey, Instant served) {
        Instant since = since(journey);
        boolean undecided = journey.version() > 1 && open != null && !open.isAfter(since);
        Instant earliest = undecided ? takenUp(journey) : since;
        return served.isAfter(earliest) ? served : earliest;
    }

    private Instant takenUp(Journey journey) {
        Published published = definitions.journey(journey.id());
        Instant takenUp = published == null ? null : published.pauses().takenUp();
        return takenUp == null ? Instant.EPOCH : takenUp;
    }

    /** Since when this version lets customers enter. */
    Instant since(Journey journey) {
        Published published = definitions.journey(journey.id());
        return published == null ? Instant.EPOCH : published.since();
    }

    private Whereabouts there() {
        ShopSettings settings = definitions.shop();
        return new Whereabouts(
                profile.zone(settings.zone()),
                settings.zone(),
                day -> settings.calendar(profile.country()).isOff(day));
    }
}
