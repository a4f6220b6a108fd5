package dev.vestnik.rules.report;

import dev.vestnik.rules.decide.Decision;
import dev.vestnik.rules.decide.Decision.About;
import dev.vestnik.rules.decide.Decision.MessageFacts;
import dev.vestnik.rules.decide.Holdout;
import dev.vestnik.rules.decide.Sales;
import dev.vestnik.rules.reason.EntryReason;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what a decision adds to reports: the same whoever counts, and however often. Decisions that are of no journey add nothing. */
public final class Counting {
    private static final String ARM_OF = Holdout.ARM + ".";
    private static final String NO_CURRENCY = "-";
    private static final String SHOP = "";

    private final Decision decision;
    private final About about;
    private final Cell cell;
    private final List<ReportCount> counts = new ArrayList<>(2);

    private Counting(Decision decision, About about) {
        this.decision = decision;
        this.about = about;
        MessageFacts message = decision.message();
        this.cell = new Cell(
                about.version(),
                about.step() == null ? "" : about.step(),
                message == null ? "" : message.channel().label(),
                "");
    }

    public static List<ReportCount> of(Decision decision) {
        About about = decision.about();
        if (about == null) {
            return List.of();
        }
        Counting counting = new Counting(decision, about);
        counting.count();
        return counting.counts;
    }

    private void count() {
        switch (decision.outcome()) {
            case ENTERED -> {
                add(
                        EntryReason.HOLDOUT.label().equals(decision.reason())
                                ? ReportFigure.CONTROL
                                : ReportFigure.ENTERED);
                exposed(cell.ofStep(""));
            }
            case QUEUED -> {
                add(ReportFigure.QUEUED);
                exposed(cell.ofStep(""));
            }
            case NOT_ENTERED -> addReason(ReportFigure.NOT_ENTERED);
            case LEFT -> addReason(ReportFigure.LEFT);
            case SENT -> add(ReportFigure.SENT);
            case RETRIED -> add(ReportFigure.RETRIED);
            case SKIPPED -> addReason(ReportFigure.SKIPPED);
            case HELD -> addReason(ReportFigure.HELD);
            case DROPPED -> addReason(ReportFigure.DROPPED);
            case REVOKED -> addReason(ReportFigure.REVOKED);
            case STUCK -> add(ReportFigure.STUCK);
            case RECEIPT -> received();
            case TASK -> addReason(ReportFigure.TASK);
            case OFFERED -> add(ReportFigure.OFFERED);
            case REDEEMED -> add(ReportFigure.REDEEMED);
            case EXPOSED -> exposed(cell);
            case CONVERTED -> converted();
            case RELEASED, SUPPRESSED, CONSENT, UPDATED, EMITTED, ANSWER, MERGED, NOT_MERGED -> {
                // About no message and no run, or counted where the run goes on.
            }
        }
    }

    private void add(String figure) {
        add(today(), cell, figure, 1);
    }

    private void addReason(String figure) {
        String reason = decision.reason();
        add(figure + (reason == null ? "" : reason));
    }

    private void add(LocalDate day, Cell in, String figure, long amount) {
        counts.add(new ReportCount(day, about.journey(), in, figure, amount));
    }

    private LocalDate today() {
        return day(decision.now());
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private void received() {
        addReason(ReportFigure.RECEIPT);
        Amount price = Amount.charged(input("price"));
        if (price != null) {
            add(today(), cell, ReportFigure.COST + price.currency(), price.number());
        }
    }

    private void exposed(Cell where) {
        String arm = input(Holdout.ARM);
        LocalDate day = exposure(Holdout.EXPOSED);
        if (arm != null && day != null && Holdout.FIRST.equals(input(Holdout.COUNTS))) {
            add(day, where.ofArm(arm), ReportFigure.EXPOSED, 1);
        }
    }

    private void converted() {
        add(ReportFigure.CONVERTED);
        Amount value = Amount.of(input(Sales.VALUE), input(Sales.CURRENCY));
        if (value != null) {
            add(today(), cell, ReportFigure.VALUE + value.currency(), value.number());
        } else if (input(Sales.VALUE) != null) {
            add(ReportFigure.NOT_SUMMED);
        }
        String arm = input(Holdout.ARM);
        if (arm != null) {
            won(cell.ofStep("").ofArm(arm), "", value);
        }
        for (Map.Entry<String, String> input : decision.inputs().entrySet()) {
            if (input.getKey().startsWith(ARM_OF)) {
                String step = input.getKey().substring(ARM_OF.length());
                won(cell.ofStep(step).ofArm(input.getValue()), "." + step, value);
            }
        }
        if (Holdout.FIRST.equals(input(Sales.SALE))) {
            sold(value);
        }
    }

    /** @param of the end of the names of inputs about this comparison */
    private void won(Cell arm, String of, @Nullable Amount value) {
        LocalDate day = exposure(Holdout.EXPOSED + of);
        if (day == null) {
            return;
        }
        switch (String.valueOf(input(Holdout.COUNTS + of))) {
            case Holdout.FIRST -> first(day, arm, value);
            case Holdout.AGAIN -> add(day, arm, ReportFigure.WON_AGAIN, 1);
            default -> {
                // Too late for the comparison, in both arms alike.
            }
        }
    }

    private void first(LocalDate day, Cell arm, @Nullable Amount value) {
        add(day, arm, ReportFigure.WON, 1);
        if (value != null) {
            add(day, arm, ReportFigure.WON_VALUE + value.currency(), value.number());
            add(day, arm, ReportFigure.WON_SQUARES + value.currency(), value.squareOfHundreds());
        }
    }

    private void sold(@Nullable Amount value) {
        counts.add(new ReportCount(today(), SHOP, Cell.NONE, ReportFigure.SALES, 1));
        if (value != null) {
            counts.add(
                    new ReportCount(today(), SHOP, Cell.NONE, ReportFigure.REVENUE + value.currency(), value.number()));
        }
        owed(Touch.parse(input(Sales.LAST_TOUCH)), ReportFigure.LAST_TOUCH, ReportFigure.LAST_REVENUE, value);
        owed(Touch.parse(input(Sales.FIRST_TOUCH)), ReportFigure.FIRST_TOUCH, ReportFigure.FIRST_REVENUE, value);
    }

    private void owed(@Nullable Touch touch, String sales, String revenue, @Nullable Amount value) {
        if (touch != null) {
            counts.add(new ReportCount(today(), touch.journey(), touch.cell(), sales, 1));
            if (value != null) {
                counts.add(new ReportCount(
                        today(), touch.journey(), touch.cell(), revenue + value.currency(), value.number()));
            }
        }
    }

    private @Nullable String input(String name) {
        return decision.inputs().get(name);
    }

    private @Nullable LocalDate exposure(String name) {
        String at = input(name);
        try {
            return at == null ? null : day(Instant.parse(at));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A message that a sale is owed to. */
    private record Touch(String journey, Cell cell) {
        /** Null where nothing is named. Steps may have spaces in their names. */
        static @Nullable Touch parse(@Nullable String words) {
            if (words == null) {
                return null;
            }
            int journey = words.indexOf(' ');
            int version = words.indexOf(' ', journey + 1);
            int channel = words.lastIndexOf(' ');
            if (journey < 0 || version < 0 || channel <= version) {
                return null;
            }
            int number = Integer.parseInt(words.substring(journey + 1, version));
            Cell cell = new Cell(number, words.substring(version + 1, channel), words.substring(channel + 1), "");
            return new Touch(words.substring(0, journey), cell);
        }
    }

    /** @param currency a dash where the number is of none */
    private record Amount(long number, String currency) {
        /** More than that is a mistake, and would be all that a sum shows. */
        private static final long MOST = 100_000_000_000L;

        private static final int HUNDRED = 100;
        private static final int LONGEST = 40;

        /** Known ones alone: a row has a figure for each, and events may name any. */
        private static final Set<String> CODES = Currency.getAvailableCurrencies().stream()
                .map(Currency::getCurrencyCode)
                .collect(Collectors.toUnmodifiableSet());

        /** Null where there is none that can be summed up. */
        static @Nullable Amount of(@Nullable String number, @Nullable String currency) {
            if (number == null || number.length() > LONGEST) {
                return null;
            }
            try {
                double read = Double.parseDouble(number);
                return Math.abs(read) <= MOST
                        ? new Amount(Math.round(read), currency != null && isCode(currency) ? currency : NO_CURRENCY)
                        : null;
            } catch (NumberFormatException e) {
                return null;
            }
        }

        /** The amount in millionths. */
        static @Nullable Amount charged(@Nullable String price) {
            int space = price == null ? -1 : price.indexOf(' ');
            if (price == null || space < 0) {
                return null;
            }
            Amount micros = of(price.substring(0, space) + "e6", price.substring(space + 1));
            return micros == null || micros.currency().equals(NO_CURRENCY) ? null : micros;
        }

        private static boolean isCode(String currency) {
            return CODES.contains(currency);
        }

        long squareOfHundreds() {
            double hundreds = (double) number / HUNDRED;
            return Math.round(hundreds * hundreds);
        }
    }
}
