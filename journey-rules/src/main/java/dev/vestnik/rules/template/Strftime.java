package dev.vestnik.rules.template;

import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** The letters of C's strftime, as Liquid's {@code date} has them. */
final class Strftime {
    private Strftime() {}

    static String format(TemporalAccessor date, String format, Locale locale) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                text.append(c);
                continue;
            }
            boolean unpadded = format.charAt(i + 1) == '-' && i + 2 < format.length();
            i += unpadded ? 2 : 1;
            String field = field(format.charAt(i), date, locale);
            text.append(unpadded && field.length() > 1 && field.charAt(0) == '0' ? field.substring(1) : field);
        }
        return text.toString();
    }

    private static String field(char letter, TemporalAccessor date, Locale locale) {
        return switch (letter) {
            case 'F' -> format(date, "%Y-%m-%d", locale);
            case 'T' -> format(date, "%H:%M:%S", locale);
            case 'R' -> format(date, "%H:%M", locale);
            case 'D' -> format(date, "%m/%d/%y", locale);
            case '%' -> "%";
            default -> DateTimeFormatter.ofPattern(pattern(letter), locale).format(date);
        };
    }

    private static String pattern(char letter) {
        return switch (letter) {
            case 'Y' -> "uuuu";
            case 'y' -> "uu";
            case 'm' -> "MM";
            case 'B' -> "MMMM";
            case 'b', 'h' -> "MMM";
            case 'd' -> "dd";
            case 'e' -> "d";
            case 'j' -> "DDD";
            case 'H' -> "HH";
            case 'k' -> "H";
            case 'I' -> "hh";
            case 'l' -> "h";
            case 'M' -> "mm";
            case 'S' -> "ss";
            case 'L' -> "SSS";
            case 'p', 'P' -> "a";
            case 'A' -> "EEEE";
            case 'a' -> "EEE";
            case 'u' -> "e";
            case 'z' -> "xx";
            case 'Z' -> "zzz";
            default -> throw new Unrenderable("there is no date field \"%" + letter + "\"");
        };
    }
}
