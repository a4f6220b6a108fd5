package dev.vestnik.rules.template;

import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of Ruby's strftime, as Liquid's {@code date} has them: {@code %-d}, {@code %^a}, {@code %3N}. */
final class Strftime {
    private static final String FLAGS = "-_0^#:";
    private static final int WIDEST = 50;

    /** Fields that stand for others. */
    private static final Map<Character, String> SHORT = Map.ofEntries(
            Map.entry('F', "%Y-%m-%d"),
            Map.entry('T', "%H:%M:%S"),
            Map.entry('X', "%H:%M:%S"),
            Map.entry('R', "%H:%M"),
            Map.entry('r', "%I:%M:%S %p"),
            Map.entry('D', "%m/%d/%y"),
            Map.entry('x', "%m/%d/%y"),
            Map.entry('c', "%a %b %e %H:%M:%S %Y"),
            Map.entry('v', "%e-%^b-%Y"));

    private static final String NUMBERS = "CdeGgHIjklmMSsuUVwWyY";
    private static final String WORDS = "aAbBhpPZz";
    private static final String OTHERS = "LNnt%";

    private final TemporalAccessor date;
    private final Locale locale;
    private final StringBuilder text = new StringBuilder();

    private Strftime(TemporalAccessor date, Locale locale) {
        this.date = date;
        this.locale = locale;
    }

    /** One field of a format: {@code %}, flags, a width, a letter. */
    private record Field(String flags, int width, char letter, int end) {
        boolean has(char flag) {
            return flags.indexOf(flag) >= 0;
        }
    }

    /** Null where it can be a format; else what is wrong with it. */
    static @Nullable String problem(String format) {
        int at = format.indexOf('%');
        while (at >= 0) {
            Field field = field(format, at);
            boolean known =
                    SHORT.containsKey(field.letter()) || (NUMBERS + WORDS + OTHERS).indexOf(field.letter()) >= 0;
            if (!known || field.width() > WIDEST) {
                return "has no date field \"" + format.substring(at, field.end()) + "\"";
            }
            at = format.indexOf('%', field.end());
        }
        return null;
    }

    static String format(TemporalAccessor date, String format, Locale locale) {
        String problem = problem(format);
        if (problem != null) {
            throw new Unrenderable("\"date\" " + problem);
        }
        Strftime made = new Strftime(date, locale);
        made.append(format);
        return made.text.toString();
    }

    /** Reads a field. At the end of a format its letter is missing: a space stands for that. */
    private static Field field(String format, int percent) {
        int at = percent + 1;
        while (at < format.length() && FLAGS.indexOf(format.charAt(at)) >= 0) {
            at++;
        }
        String flags = format.substring(percent + 1, at);
        int width = 0;
        while (at < format.length() && Character.isDigit(format.charAt(at))) {
            width = Math.min(WIDEST + 1, width * 10 + Character.digit(format.charAt(at), 10));
            at++;
        }
        boolean ends = at == format.length();
        return new Field(flags, width, ends ? ' ' : format.charAt(at), ends ? at : at + 1);
    }

    private void append(String format) {
        int from = 0;
        int at = format.indexOf('%');
        while (at >= 0) {
            text.append(format, from, at);
            Field field = field(format, at);
            append(field);
            from = field.end();
            at = format.indexOf('%', from);
        }
        text.append(format, from, format.length());
    }

    private void append(Field field) {
        String written = written(field);
        boolean number = NUMBERS.indexOf(field.letter()) >= 0 || "LN".indexOf(field.letter()) >= 0;
        String cased = field.has('^')
                ? Cases.upper(written)
                : field.has('#') ? (field.letter() == 'p' ? Cases.lower(written) : Cases.upper(written)) : written;
        char pad = field.has('_') ? ' ' : field.has('0') ? '0' : number && !isSpaced(field.letter()) ? '0' : ' ';
        int width = field.has('-') ? 0 : field.width() > 0 ? field.width() : width(field.letter());
        for (int i = cased.length(); i < width; i++) {
            text.append(pad);
        }
        text.append(cased);
    }

    private static boolean isSpaced(char letter) {
        return "ekl".indexOf(letter) >= 0;
    }

    private static int width(char letter) {
        return switch (letter) {
            case 'C', 'd', 'e', 'g', 'H', 'I', 'k', 'l', 'm', 'M', 'S', 'U', 'V', 'W', 'y' -> 2;
            case 'j' -> 3;
            case 'G', 'Y' -> 4;
            default -> 0;
        };
    }

    private String written(Field field) {
        String others = SHORT.get(field.letter());
        if (others != null) {
            Strftime inner = new Strftime(date, locale);
            inner.append(others);
            return inner.text.toString();
        }
        return switch (field.letter()) {
            case 'L' -> fraction(field.width() > 0 ? field.width() : 3);
            case 'N' -> fraction(field.width() > 0 ? field.width() : 9);
            case 'n' -> "\n";
            case 't' -> "\t";
            case '%' -> "%";
            case 'p' -> Cases.upper(named("a"));
            case 'P' -> Cases.lower(named("a"));
            case 'Z' -> named("zzz");
            case 'z' -> offset(field);
            case 'A' -> named("EEEE");
            case 'a' -> named("EEE");
            case 'B' -> named("MMMM");
            case 'b', 'h' -> named("MMM");
            default -> Long.toString(number(field.letter()));
        };
    }

    private String offset(Field field) {
        if (!field.flags().contains("::")) {
            return named(field.has(':') ? "xxx" : "xx");
        }
        String offset = named("xxxxx");
        return offset.length() == "+hh:mm".length() ? offset + ":00" : offset;
    }

    private String fraction(int digits) {
        String nanos = String.format(Locale.ROOT, "%09d", date.get(ChronoField.NANO_OF_SECOND));
        return digits <= nanos.length() ? nanos.substring(0, digits) : nanos + "0".repeat(digits - nanos.length());
    }

    private String named(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, locale).format(date);
    }

    private long number(char letter) {
        return switch (letter) {
            case 'C' -> Math.floorDiv(date.get(ChronoField.YEAR), 100);
            case 'Y' -> date.get(ChronoField.YEAR);
            case 'y' -> Math.floorMod(date.get(ChronoField.YEAR), 100);
            case 'G' -> date.get(IsoFields.WEEK_BASED_YEAR);
            case 'g' -> Math.floorMod(date.get(IsoFields.WEEK_BASED_YEAR), 100);
            case 'V' -> date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case 'm' -> date.get(ChronoField.MONTH_OF_YEAR);
            case 'd', 'e' -> date.get(ChronoField.DAY_OF_MONTH);
            case 'j' -> date.get(ChronoField.DAY_OF_YEAR);
            case 'H', 'k' -> date.get(ChronoField.HOUR_OF_DAY);
            case 'I', 'l' -> date.get(ChronoField.CLOCK_HOUR_OF_AMPM);
            case 'M' -> date.get(ChronoField.MINUTE_OF_HOUR);
            case 'S' -> date.get(ChronoField.SECOND_OF_MINUTE);
            case 's' -> date.getLong(ChronoField.INSTANT_SECONDS);
            case 'u' -> date.get(ChronoField.DAY_OF_WEEK);
            case 'w' -> date.get(ChronoField.DAY_OF_WEEK) % 7;
            case 'U' -> week(date.get(ChronoField.DAY_OF_WEEK) % 7);
            default -> week(date.get(ChronoField.DAY_OF_WEEK) - 1);
        };
    }

    /** The week of the year: 0 before the first of its days. */
    private int week(int daysSinceItsFirst) {
        return (date.get(ChronoField.DAY_OF_YEAR) + 6 - daysSinceItsFirst) / 7;
    }
}
