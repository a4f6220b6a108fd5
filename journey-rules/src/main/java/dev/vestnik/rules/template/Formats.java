package dev.vestnik.rules.template;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Values as people of a language write them; thread-safe, keeps the formats it has made. */
final class Formats {
    /** The names that {@code date} knows, beside strftime's letters. */
    static final List<String> DATE_NAMES = List.of("date", "long_date", "day", "time", "datetime", "weekday");

    private static final String KNOWN_FORMATS =
            "one of " + String.join(", ", DATE_NAMES) + " or strftime's, such as \"%d.%m\"";
    private static final int MOST = 1_000;
    private static final int LONGEST_CURRENCY = 10;
    private static final int LONGEST_FORMAT = 200;

    private final Map<MoneyKey, DecimalFormat> monies = new ConcurrentHashMap<>();
    private final Map<DateKey, DateTimeFormatter> dates = new ConcurrentHashMap<>();

    private record MoneyKey(Locale locale, String currency, boolean whole) {}

    private record DateKey(Locale locale, String name) {}

    /** A value as text, a list as the texts of its elements; null for maps other than money, and for lists with such in them. */
    @Nullable
    String text(Object value, Run run) {
        return switch (value) {
            case String text -> text;
            case Instant instant -> date(instant.atZone(run.zone()), "datetime", run.locale());
            case Map<?, ?> map -> money(map, run.locale());
            case Double number -> plain(BigDecimal.valueOf(number));
            case BigDecimal number -> plain(number);
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            case CharSequence text -> text.toString();
            default -> Elements.isList(value) ? listed(value, run) : null;
        };
    }

    private @Nullable String listed(Object list, Run run) {
        StringBuilder texts = new StringBuilder();
        for (Object element : Elements.listed(list)) {
            String text = element == null ? "" : element instanceof Map<?, ?> ? null : text(element, run);
            if (text == null) {
                return null;
            }
            run.work(1L + text.length());
            texts.append(text);
        }
        return texts.toString();
    }

    private static String plain(BigDecimal number) {
        return new LiquidNumber(number, false).text();
    }

    /** {@code {amount, currency}}; null where it is not that. Without a fraction where there is none. */
    @Nullable
    String money(Map<?, ?> money, Locale locale) {
        if (!(money.get("amount") instanceof Number minor)
                || !(money.get("currency") instanceof String code)
                || code.length() > LONGEST_CURRENCY) {
            return null;
        }
        int digits = digits(code);
        BigDecimal amount = BigDecimal.valueOf(minor.longValue(), digits);
        boolean whole = amount.stripTrailingZeros().scale() <= 0;
        MoneyKey key = new MoneyKey(locale, code, whole);
        DecimalFormat format = monies.get(key);
        if (format == null) {
            format = format(key);
            if (monies.size() < MOST) {
                monies.put(key, format);
            }
        }
        return ((NumberFormat) format.clone()).format(amount);
    }

    private static int digits(String code) {
        try {
            return Math.max(0, Currency.getInstance(code).getDefaultFractionDigits());
        } catch (IllegalArgumentException e) {
            return 2;
        }
    }

    private static DecimalFormat format(MoneyKey key) {
        DecimalFormat format = (DecimalFormat) NumberFormat.getCurrencyInstance(key.locale());
        try {
            format.setCurrency(Currency.getInstance(key.currency()));
        } catch (IllegalArgumentException e) {
            format = (DecimalFormat) NumberFormat.getNumberInstance(key.locale());
            format.setPositiveSuffix("\u00a0" + key.currency());
        }
        space(format);
        int digits = key.whole() ? 0 : digits(key.currency());
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format;
    }

    /** Between a currency's letters and its amount, as CLDR has it and the JDK has not. */
    private static void space(DecimalFormat format) {
        String prefix = format.getPositivePrefix();
        if (!prefix.isEmpty() && Character.isLetter(prefix.charAt(prefix.length() - 1))) {
            format.setPositivePrefix(prefix + "\u00a0");
            format.setNegativePrefix("-" + prefix + "\u00a0");
        }
    }

    /** Null where it is a format; else what {@code date} wants in its place. */
    static @Nullable String formatProblem(String format) {
        if (format.length() > LONGEST_FORMAT) {
            return "takes a date format of at most " + LONGEST_FORMAT + " characters";
        }
        return format.indexOf('%') >= 0
                ? Strftime.problem(format)
                : DATE_NAMES.contains(format) ? null : "has no format \"" + format + "\": " + KNOWN_FORMATS;
    }

    /** A date in one of the {@link #DATE_NAMES} or in strftime's letters. */
    String date(TemporalAccessor date, String format, Locale locale) {
        if (format.length() > LONGEST_FORMAT) {
            throw new Unrenderable("a date format is longer than " + LONGEST_FORMAT + " characters");
        }
        try {
            return format.indexOf('%') >= 0
                    ? Strftime.format(date, format, locale)
                    : formatter(new DateKey(locale, format)).format(date);
        } catch (DateTimeException e) {
            throw new Unrenderable("a date without a time has no \"" + format + "\"");
        }
    }

    private DateTimeFormatter formatter(DateKey key) {
        DateTimeFormatter known = dates.get(key);
        if (known != null) {
            return known;
        }
        DateTimeFormatter made = made(key.name()).withLocale(key.locale());
        if (dates.size() < MOST) {
            dates.put(key, made);
        }
        return made;
    }

    private static DateTimeFormatter made(String name) {
        return switch (name) {
            case "date" -> DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM);
            case "long_date" -> DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG);
            case "day" -> DateTimeFormatter.ofLocalizedPattern("MMMMd");
            case "time" -> DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT);
            case "datetime" -> DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT);
            case "weekday" -> DateTimeFormatter.ofPattern("EEEE");
            default -> throw new Unrenderable("there is no date format \"" + name + "\": " + KNOWN_FORMATS);
        };
    }
}
