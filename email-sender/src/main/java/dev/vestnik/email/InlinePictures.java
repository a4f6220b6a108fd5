package dev.vestnik.email;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pictures that a page carries in itself, as {@code src="data:image/png;base64,..."}, which mail programs do not show: each becomes a
 * part of its own that the page names by {@code cid:}. Linear in the page.
 *
 * @param html the page, with the names of the parts
 */
record InlinePictures(String html, List<Picture> pictures) {
    /** More than any e-mail needs; the ones above it stay in the page. */
    private static final int MOST = 20;

    private static final Set<String> TYPES = Set.of("png", "jpeg", "gif", "webp");
    private static final String DATA = "data:image/";
    private static final String BASE64 = ";base64,";
    private static final String SOURCE = "src=";

    InlinePictures {
        pictures = List.copyOf(pictures);
    }

    /** @param id the part's name in the page, and in angle brackets its Content-ID */
    record Picture(String id, String subtype, byte[] octets) {}

    /** @param name what follows the pictures' numbers in their ids: {@code MESSAGE@DOMAIN} */
    static InlinePictures of(String html, String name) {
        StringBuilder page = new StringBuilder(html.length());
        List<Picture> pictures = new ArrayList<>();
        int written = 0;
        for (int at = html.indexOf(DATA); at >= 0 && pictures.size() < MOST; at = html.indexOf(DATA, at + 1)) {
            int end = isSource(html, at) ? html.indexOf(html.charAt(at - 1), at) : -1;
            Picture picture = end < 0 ? null : picture(html.substring(at + DATA.length(), end), pictures.size(), name);
            if (picture != null) {
                pictures.add(picture);
                page.append(html, written, at).append("cid:").append(picture.id());
                written = end;
            }
        }
        return new InlinePictures(page.append(html, written, html.length()).toString(), pictures);
    }

    private static boolean isSource(String html, int at) {
        int quote = at - 1;
        return quote >= SOURCE.length()
                && (html.charAt(quote) == '"' || html.charAt(quote) == '\'')
                && html.regionMatches(true, quote - SOURCE.length(), SOURCE, 0, SOURCE.length());
    }

    private static @Nullable Picture picture(String data, int number, String name) {
        int comma = data.indexOf(BASE64);
        String subtype = comma < 0 ? "" : data.substring(0, comma).toLowerCase(Locale.ROOT);
        if (!TYPES.contains(subtype)) {
            return null;
        }
        try {
            byte[] octets = Base64.getMimeDecoder().decode(data.substring(comma + BASE64.length()));
            return new Picture("p" + number + "." + name, subtype, octets);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
