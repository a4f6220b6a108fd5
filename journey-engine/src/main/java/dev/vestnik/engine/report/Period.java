package dev.vestnik.engine.report;

import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.document.Fault;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Days of UTC, the last one included. */
record Period(LocalDate from, LocalDate to) {
    private static final int USUAL_DAYS = 30;
    private static final int EARLIEST = 2000;
    private static final int LATEST = 9999;

    /**
     * The period that a call asks for; the last 30 days where it says nothing.
     *
     * @throws ProblemException 422 with each fault
     */
    static Period of(@Nullable String from, @Nullable String to, LocalDate today) {
        List<Fault> faults = new ArrayList<>();
        LocalDate last = date("to", to, today, faults);
        LocalDate first = date("from", from, last.minusDays(USUAL_DAYS - 1), faults);
        if (faults.isEmpty() && first.isAfter(last)) {
            faults.add(new Fault("from", "must not be after the end of the period"));
        } else if (faults.isEmpty() && first.isBefore(today.minusDays(ReportProcessor.DAYS_KEPT))) {
            faults.add(
                    new Fault("from", "is longer ago than the " + ReportProcessor.DAYS_KEPT + " days that are kept"));
        } else if (faults.isEmpty() && last.isAfter(today)) {
            faults.add(new Fault("to", "is not over yet"));
        }
        if (!faults.isEmpty()) {
            throw ProblemException.faults(faults);
        }
        return new Period(first, last);
    }

    /**
     * The period that another instance asks for, whose today may be tomorrow here.
     *
     * @throws ProblemException 422 where it is turned round, or longer than any that is answered
     */
    static Period asked(LocalDate from, LocalDate to) {
        if (from.isAfter(to) || ChronoUnit.DAYS.between(from, to) > ReportProcessor.DAYS_KEPT) {
            throw ProblemException.faults(List.of(new Fault(
                    "from", "must not be after to, nor more than " + ReportProcessor.DAYS_KEPT + " days before it")));
        }
        return new Period(from, to);
    }

    private static LocalDate date(String name, @Nullable String text, LocalDate otherwise, List<Fault> faults) {
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= EARLIEST && day.getYear() <= LATEST) {
                return day;
            }
            faults.add(new Fault(name, "must be a day of the years " + EARLIEST + " to " + LATEST));
            return otherwise;
        } catch (DateTimeException e) {
            faults.add(new Fault(name, "must be a day such as 2026-11-30"));
            return otherwise;
        }
    }

    List<LocalDate> days() {
        return from.datesUntil(to.plusDays(1)).toList();
    }

    /** The months of which every day is in it. */
    List<YearMonth> wholeMonths() {
        List<YearMonth> months = new ArrayList<>();
        YearMonth first = from.getDayOfMonth() == 1
                ? YearMonth.from(from)
                : YearMonth.from(from).plusMonths(1);
        for (YearMonth month = first; !month.atEndOfMonth().isAfter(to); month = month.plusMonths(1)) {
            months.add(month);
        }
        return months;
    }

    /** The rest of the period, before and behind these months. */
    List<Period> around(List<YearMonth> months) {
        if (months.isEmpty()) {
            return List.of(this);
        }
        Period before = new Period(from, months.getFirst().atDay(1).minusDays(1));
        Period behind = new Period(months.getLast().atEndOfMonth().plusDays(1), to);
        return List.of(before, behind).stream()
                .filter(period -> !period.from().isAfter(period.to()))
                .toList();
    }
}
