package dev.vestnik.rules.template;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Texts written in the letters of HTML, of links, of Base64, and read from them; each in one pass. */
final class TextCodes {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    /** The longest entity that is looked for. */
    private static final int LONGEST_ENTITY = 40;

    private TextCodes() {}

    static String escaped(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (entity(text.charAt(i)) != null) {
                return escaped(text, false);
            }
        }
        return text.toString();
    }

    /** The text escaped; characters that are escaped already stay as they are. */
    static String escapedOnce(CharSequence text) {
        return escaped(text, true);
    }

    private static String escaped(CharSequence text, boolean once) {
        StringBuilder escaped = new StringBuilder(text.length() + 32);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            String entity = once && c == '&' && isEntity(text, i + 1) ? null : entity(c);
            if (entity == null) {
                escaped.append(c);
            } else {
                escaped.append(entity);
            }
        }
        return escaped.toString();
    }

    /** The character as HTML writes it; null where it is written as it is. */
    static @Nullable String entity(char c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            default -> null;
        };
    }

    /** Whether letters, or a number sign and digits, come before a semicolon. */
    private static boolean isEntity(CharSequence text, int from) {
        boolean number = from < text.length() && text.charAt(from) == '#';
        int start = number ? from + 1 : from;
        int end = start;
        while (end < text.length() && end < start + LONGEST_ENTITY && isPart(text.charAt(end), number)) {
            end++;
        }
        return end > start && end < text.length() && text.charAt(end) == ';';
    }

    private static boolean isPart(char c, boolean number) {
        return number ? c >= '0' && c <= '9' : c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    static String urlEncoded(CharSequence text) {
        StringBuilder encoded = new StringBuilder(text.length() + 32);
        for (byte b : text.toString().getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c == ' ') {
                encoded.append('+');
            } else if (c < 128 && (Character.isLetterOrDigit(c) || "-_.~".indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                HEX.toHexDigits(encoded.append('%'), b);
            }
        }
        return encoded.toString();
    }

    /** A percent sign that no two hexadecimal digits follow stays. */
    static String urlDecoded(CharSequence text) {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            boolean code = bytes[i] == '%'
                    && i + 2 < bytes.length
                    && HexFormat.isHexDigit(bytes[i + 1])
                    && HexFormat.isHexDigit(bytes[i + 2]);
            if (code) {
                decoded.write(HexFormat.fromHexDigit(bytes[i + 1]) * 16 + HexFormat.fromHexDigit(bytes[i + 2]));
                i += 2;
            } else {
                decoded.write(bytes[i] == '+' ? ' ' : bytes[i]);
            }
        }
        return utf8(decoded.toByteArray(), "url_decode");
    }

    static String base64(CharSequence text, Base64.Encoder encoder) {
        return encoder.encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    static String fromBase64(CharSequence text, Base64.Decoder decoder) {
        try {
            return utf8(decoder.decode(text.toString()), "base64_decode");
        } catch (IllegalArgumentException e) {
            throw new Unrenderable("the filter \"base64_decode\" wants Base64");
        }
    }

    private static String utf8(byte[] bytes, String filter) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Unrenderable("the filter \"" + filter + "\" gives no text");
        }
    }
}
