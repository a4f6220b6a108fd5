package dev.vestnik.system.canary;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A piece of personal data that is nowhere else in the world: each of its forms in a text is a leak. */
enum Mark {
    NAME("Zvezdokanareika"),
    CYRILLIC_NAME("Канарейкина-Жёлтая"),
    PHONE("+79264815973"),
    REFUSED_PHONE("+79264815637"),
    SILENT_PHONE("+79264815941"),
    HTTP_PHONE("+79274815379"),
    EMAIL("wellensittich.kanari@example.com"),
    REFUSED_EMAIL("papagei.kanari@example.com"),
    PROMO_CODE("KNR-77QZX-PROMO"),
    LOGIN_CODE("KNRLOGIN77QZX"),
    ANDROID_TOKEN("fcm:kanarienvogelzwitscherttoken0001"),
    DEAD_TOKEN("fcm:kanarienvogelschweigttoken0002"),
    IOS_TOKEN("ca9a41e9ca9a41e9ca9a41e9ca9a41e9ca9a41e9ca9a41e9ca9a41e9ca9a41e9"),
    TEXT("kanarienvogeltextzeile"),
    FIELD("kanarienvogelfeldwert"),
    ANSWER("kanarienvogelantwort"),
    ADDRESS("Kanarienvogelgasse 77");

    private static final int SHOWN_BY_A_MASK = 7;
    private static final int SHORTEST = 6;

    private final String value;

    Mark(String value) {
        this.value = value;
    }

    String value() {
        return value;
    }

    /** All marks that a text has, each with the form in which it was found. */
    static List<String> in(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).flatMap(mark -> mark.found(text, small)).toList();
    }

    private Stream<String> found(String text, String small) {
        Stream<String> whole = forms().entrySet().stream()
                .filter(form -> form.getKey().startsWith("base64")
                        ? text.contains(form.getValue())
                        : small.contains(form.getValue().toLowerCase(Locale.ROOT)))
                .map(Map.Entry::getKey);
        Stream<String> masked = digits() && lastDigits().matcher(text).find() ? Stream.of("masked") : Stream.empty();
        return Stream.concat(whole, masked).map(form -> this + " " + form);
    }

    private Map<String, String> forms() {
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("plain", digits() ? value.substring(2) : value);
        forms.put("percent-encoded", URLEncoder.encode(value, StandardCharsets.UTF_8));
        forms.put(
                "percent-encoded path",
                URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
        forms.put("escaped", escaped());
        forms.put("hexadecimal", HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8)));
        if (value.contains("@")) {
            forms.put("local part", value.substring(0, value.indexOf('@')));
        }
        if (value.startsWith("fcm:") || this == IOS_TOKEN) {
            forms.put("beginning", value.substring(0, 14));
            forms.put("end", value.substring(value.length() - 14));
        }
        for (int shift = 0; shift < 3; shift++) {
            forms.put("base64 " + shift, base64(shift));
        }
        forms.values().removeIf(form -> form.length() < SHORTEST);
        forms.entrySet()
                .removeIf(form ->
                        !form.getKey().equals("plain") && form.getValue().equals(value));
        return forms;
    }

    /** Of JSON and Java. */
    private String escaped() {
        StringBuilder escaped = new StringBuilder();
        value.chars().forEach(c -> escaped.append(c < 128 ? String.valueOf((char) c) : "\\u%04x".formatted(c)));
        return escaped.toString();
    }

    /** As it is in the middle of encoded text, without the characters that share bits with its neighbours. */
    private String base64(int shift) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        byte[] shifted = new byte[shift + bytes.length];
        System.arraycopy(bytes, 0, shifted, shift, bytes.length);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int end = shifted.length % 3 == 0 ? encoded.length() : encoded.length() - 1;
        return encoded.substring(shift == 0 ? 0 : shift + 1, end);
    }

    private boolean digits() {
        return value.startsWith("+");
    }

    /** By themselves: as a part of a longer number they are chance. */
    private Pattern lastDigits() {
        return Pattern.compile(
                "(?<![0-9a-fA-F.])" + value.substring(value.length() - SHOWN_BY_A_MASK) + "(?![0-9a-fA-F.])");
    }
}
