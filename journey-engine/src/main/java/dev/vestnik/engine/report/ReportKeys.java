package dev.vestnik.engine.report;

import dev.vestnik.rules.report.Cell;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * Keys of the rows of reports, whose parts are separated by a character that no name has:
 *
 * <pre>
 * C shop journey day version step channel arm   a cell of a journey on a day
 * D shop day journey                            the journey on that day; without a journey: the shop
 * M shop month journey                          the same in that month: what is asked of many days need not read them all
 * </pre>
 */
final class ReportKeys {
    private static final char BETWEEN = '\0';
    /** Follows {@link #BETWEEN}: what comes before it are all keys that go on after a part. */
    private static final char AFTER = '\1';

    private static final int LONGEST = 1_100;
    private static final String CELLS = "C" + BETWEEN;
    private static final String DAYS = "D" + BETWEEN;
    private static final String MONTHS = "M" + BETWEEN;

    private ReportKeys() {}

    /** Keys from one up to, and not including in practice, another one: there is no key that is {@code to}. */
    record Range(String from, String to) {}

    /** @throws IllegalArgumentException where a name is too long for a key, or has the character that separates names */
    static void requireName(String name) {
        if (name.length() > LONGEST || name.indexOf(BETWEEN) >= 0) {
            throw new IllegalArgumentException("no name");
        }
    }

    static String cell(String shop, String journey, LocalDate day, Cell cell) {
        return cellsOf(shop, journey) + day + BETWEEN + named(cell);
    }

    private static String cellsOf(String shop, String journey) {
        return CELLS + shop + BETWEEN + journey + BETWEEN;
    }

    /** The end of a cell's key, which names it within its journey. */
    static String named(Cell cell) {
        return cell.version() + "" + BETWEEN + cell.step() + BETWEEN + cell.channel() + BETWEEN + cell.arm();
    }

    static Cell cellNamed(String name) {
        String[] parts = name.split(String.valueOf(BETWEEN), -1);
        return new Cell(Integer.parseInt(parts[0]), parts[1], parts[2], parts[3]);
    }

    static String day(String shop, LocalDate day, String journey) {
        return DAYS + shop + BETWEEN + day + BETWEEN + journey;
    }

    static String month(String shop, LocalDate day, String journey) {
        return MONTHS + shop + BETWEEN + YearMonth.from(day) + BETWEEN + journey;
    }

    static Range cells(String shop, String journey, LocalDate from, LocalDate to) {
        String prefix = cellsOf(shop, journey);
        return new Range(prefix + from, prefix + to + AFTER);
    }

    static Range days(String shop, LocalDate from, LocalDate to) {
        String prefix = DAYS + shop + BETWEEN;
        return new Range(prefix + from, prefix + to + AFTER);
    }

    static Range month(String shop, YearMonth month) {
        String prefix = MONTHS + shop + BETWEEN + month;
        return new Range(prefix, prefix + AFTER);
    }

    /** The last part of a key of a day or a month: the journey. */
    static String journeyOf(String key) {
        return key.substring(key.lastIndexOf(BETWEEN) + 1);
    }

    /** The name of the cell of a cell's key. */
    static String cellOf(String key) {
        int at = 0;
        for (int part = 0; part < 4; part++) {
            at = key.indexOf(BETWEEN, at) + 1;
        }
        return key.substring(at);
    }

    /** Whether the row is of a time that is over before that day; also where nobody can tell which it is of. */
    static boolean isBefore(String key, LocalDate day) {
        String[] parts = key.split(String.valueOf(BETWEEN), -1);
        try {
            return switch (key.charAt(0)) {
                case 'C' -> LocalDate.parse(parts[3]).isBefore(day);
                case 'D' -> LocalDate.parse(parts[2]).isBefore(day);
                case 'M' -> YearMonth.parse(parts[2]).atEndOfMonth().isBefore(day);
                default -> true;
            };
        } catch (DateTimeException | ArrayIndexOutOfBoundsException e) {
            return true;
        }
    }
}
