package dev.vestnik.rules.model;

import dev.vestnik.rules.model.RandomHistory.Told;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When the model's journeys by the calendar begin: it goes through the days, one after the other, each time that it is asked. */
final class ModelCalendar {
    private static final DateTimeFormatter IN_YEAR = DateTimeFormatter.ofPattern("MM-dd");
    private static final int LOOKED_AT = 60; // days: histories are shorter
    private static final Duration DATES_KEPT = Duration.ofDays(30);
    private static final Duration DAYS_KEPT = Duration.ofDays(2);

    private final List<Told> told;
    private final List<Plan> published;
    private final ZoneId shop;
    private final Supplier<ZoneId> zone;
    private final Map<String, Instant> publishedAt = new HashMap<>();
    private final Map<String, Instant> used = new HashMap<>(); // until when, by the ids of occasions
    private final Map<String, Plan> asked = new HashMap<>(); // in which version, by the ids of silences
    private final Set<String> entered = new HashSet<>(); // the ids of silences
    private final List<Moment> overdue = new ArrayList<>();
    private Instant served = Instant.MIN;

    /** @param at by the zone in which the customer is */
    record Moment(Plan plan, Instant at, Told event) {}

    /** @param shop the shop's zone; {@code zone} is the customer's */
    ModelCalendar(List<Told> told, List<Plan> published, ZoneId shop, Supplier<ZoneId> zone) {
        this.told = told;
        this.published = published;
        this.shop = shop;
        this.zone = zone;
    }

    void published(Plan plan, Instant at) {
        publishedAt.put(plan.id(), at);
        overdue.removeIf(moment -> moment.plan().id().equals(plan.id()));
    }

    /** What was ahead and has passed in the zone to which the customer has moved comes at once. */
    void moved(List<Moment> before, Instant now) {
        for (Moment moment : before) {
            Plan.Calendar calendar = moment.plan().entry().calendar();
            boolean corrected = calendar instanceof Plan.Birthday && learned().equals(now);
            all(moment.plan())
                    .filter(then -> !corrected && !(calendar instanceof Plan.Silence))
                    .filter(then -> then.event().id().equals(moment.event().id()))
                    .filter(then -> moment.at().isAfter(now) && !then.at().isAfter(now))
                    .forEach(overdue::add);
        }
    }

    /** The next moment of each journey that has one. */
    List<Moment> next() {
        return published.stream()
                .flatMap(plan -> Stream.concat(
                        overdue.stream().filter(late -> late.plan().equals(plan)),
                        moments(plan, later(served, since(plan))))
                        .filter(this::isOpen)
                        .min(Comparator.comparing(Moment::at))
                        .stream())
                .toList();
    }

    private boolean isOpen(Moment moment) {
        String id = moment.event().id();
        return !(moment.plan().entry().calendar() instanceof Plan.Silence)
                || !entered.contains(id) && !moment.plan().equals(asked.get(id));
    }

    /** Whether the occasion is still to be decided: where something came of it, it starts nothing again for a while. */
    boolean mayBegin(Moment moment, Instant now) {
        Instant until = used.get(moment.event().id());
        return until == null || !now.isBefore(until);
    }

    void decided(Moment moment, boolean begun, Instant now) {
        String id = moment.event().id();
        overdue.remove(moment);
        served = later(served, moment.at());
        switch (Objects.requireNonNull(moment.plan().entry().calendar())) {
            case Plan.Silence silence -> {
                asked.put(id, moment.plan());
                if (begun) {
                    entered.add(id);
                }
            }
            case Plan.Birthday birthday when begun -> used.put(id, now.plus(DATES_KEPT));
            case Plan.Every every when begun -> used.put(id, now.plus(DAYS_KEPT));
            default -> {}
        }
    }

    /** Before that no moment counts: the customer was not known, the version not published, the date not learned. */
    private Instant since(Plan plan) {
        Instant known = told.isEmpty() ? Instant.MIN : told.getFirst().at();
        Instant since = later(known, publishedAt.getOrDefault(plan.id(), Instant.EPOCH));
        return plan.entry().calendar() instanceof Plan.Birthday ? later(since, learned()) : since;
    }

    /** When the birthday that is known was told first. */
    private Instant learned() {
        Instant learned = Instant.MIN;
        Object known = null;
        for (Told event : told) {
            Object birthday = event.data().get("birthday");
            if (birthday != null && !birthday.equals(known)) {
                known = birthday;
                learned = event.at();
            }
        }
        return learned;
    }

    private @Nullable LocalDate birthday() {
        return told.reversed().stream()
                .flatMap(event -> Stream.ofNullable(event.data().get("birthday")))
                .findFirst()
                .map(birthday -> LocalDate.parse((String) birthday))
                .orElse(null);
    }

    private Stream<Moment> moments(Plan plan, Instant after) {
        boolean silence = plan.entry().calendar() instanceof Plan.Silence;
        return all(plan).filter(moment -> silence || moment.at().isAfter(after));
    }

    /** Every moment of some weeks, of a silence the one. */
    private Stream<Moment> all(Plan plan) {
        return told.isEmpty()
                ? Stream.empty()
                : switch (plan.entry().by()) {
                    case Plan.On on -> Stream.empty();
                    case Plan.Birthday birthday -> birthdays(plan, birthday);
                    case Plan.Every every -> days(plan, every);
                    case Plan.Silence silence -> silent(plan, silence);
                };
    }

    private Stream<Moment> days(Plan plan, Plan.Every every) {
        return days().filter(day -> every.days().stream().anyMatch(one -> isOn(one, day)))
                .map(day -> moment(plan, plan.id() + "/" + day, on(day, every), 0));
    }

    private Instant on(LocalDate day, Plan.Calendar calendar) {
        return day.atTime(Objects.requireNonNull(calendar.at()))
                .atZone(zone(calendar))
                .toInstant();
    }

    private Stream<LocalDate> days() {
        LocalDate first = LocalDate.ofInstant(told.getFirst().at(), shop).minusDays(3);
        return IntStream.range(0, LOOKED_AT).mapToObj(first::plusDays);
    }

    private Stream<Moment> birthdays(Plan plan, Plan.Birthday calendar) {
        LocalDate birthday = birthday();
        return birthday == null
                ? Stream.empty()
                : days().map(LocalDate::getYear).distinct().map(year -> {
                    LocalDate day = birthday.withYear(year);
                    return moment(
                            plan,
                            plan.id() + "/" + year,
                            on(day.plusDays(calendar.offset()), calendar),
                            year - birthday.getYear());
                });
    }

    private static boolean isOn(String day, LocalDate date) {
        return switch (day) {
            case "day" -> true;
            case "workingDay" -> isWorking(date);
            case "lastDay" -> date.equals(date.with(TemporalAdjusters.lastDayOfMonth()));
            case "firstWorkingDay" ->
                isWorking(date) && date.withDayOfMonth(1).datesUntil(date).noneMatch(ModelCalendar::isWorking);
            case "lastWorkingDay" ->
                isWorking(date)
                        && date.plusDays(1)
                                .datesUntil(date.with(TemporalAdjusters.firstDayOfNextMonth()))
                                .noneMatch(ModelCalendar::isWorking);
            case "15" -> date.getDayOfMonth() == 15;
            default ->
                day.startsWith("\"")
                        ? day.equals("\"" + IN_YEAR.format(date) + "\"")
                        : date.getDayOfWeek() == DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT));
        };
    }

    private static boolean isWorking(LocalDate date) {
        return date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;
    }

    /** So long after the last event; of a silence that was over when it came to be known, the first time after that. */
    private Stream<Moment> silent(Plan plan, Plan.Silence silence) {
        return told.stream()
                .filter(event -> silence.of().contains(event.type()))
                .max(Comparator.comparing(event -> earlier(event.occurredAt(), event.at())))
                .map(last -> {
                    Instant heard = earlier(last.occurredAt(), last.at());
                    Instant known = later(last.at(), publishedAt.getOrDefault(plan.id(), Instant.EPOCH));
                    Instant over = later(heard.plus(silence.length()), known.plusMillis(1));
                    return moment(plan, plan.id() + "/" + heard.toEpochMilli(), next(over, silence), 0);
                })
                .stream();
    }

    private Instant next(Instant from, Plan.Silence silence) {
        if (silence.at() == null) {
            return from;
        }
        LocalDate day = LocalDate.ofInstant(from, zone(silence));
        Instant today = on(day, silence);
        return today.isBefore(from) ? on(day.plusDays(1), silence) : today;
    }

    private ZoneId zone(Plan.Calendar calendar) {
        return calendar.shops() ? shop : zone.get();
    }

    private static Moment moment(Plan plan, String id, Instant at, int years) {
        Map<String, Object> data = Map.of("n", Plan.Calendar.N, "k", "k0", "fact", "f3", "years", (long) years);
        return new Moment(plan, at, new Told(at, id, "calendar", at, data));
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
