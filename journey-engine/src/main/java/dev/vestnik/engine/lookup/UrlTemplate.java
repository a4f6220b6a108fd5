package dev.vestnik.engine.lookup;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL with places for values in its path and query. What is filled in is encoded, and so can neither name another host or another path nor
 * add a parameter; a value that a server would take for a step in the path, {@code ..}, is refused.
 *
 * @param texts around the names: one more than those
 * @param names of the values, in their order
 */
record UrlTemplate(List<String> texts, List<String> names) {
    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]{0,63})}");

    /** Demands the whole host before the first name. */
    private static final Pattern HOST = Pattern.compile("(?i)https?://[^/?#]++[/?].*+");

    UrlTemplate {
        texts = List.copyOf(texts);
        names = List.copyOf(names);
    }

    /** @throws IllegalArgumentException where it is no such URL */
    static UrlTemplate parse(String url) {
        List<String> texts = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Matcher place = PLACE.matcher(url);
        int from = 0;
        while (place.find()) {
            texts.add(url.substring(from, place.start()));
            names.add(place.group(1));
            from = place.end();
        }
        texts.add(url.substring(from));
        URI sample = sample(texts);
        boolean http = "http".equalsIgnoreCase(sample.getScheme()) || "https".equalsIgnoreCase(sample.getScheme());
        if (!http || sample.getHost() == null || sample.getRawUserInfo() != null || sample.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "must be an http or https URL with a host, without a user and a fragment");
        }
        if (!names.isEmpty() && !HOST.matcher(texts.getFirst()).matches()) {
            throw new IllegalArgumentException("may have {names} in its path and query alone");
        }
        return new UrlTemplate(texts, names);
    }

    private static URI sample(List<String> texts) {
        try {
            return URI.create(String.join("x", texts));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("cannot be read as a URL", e);
        }
    }

    /** The URL with these values; empty where one is missing, empty, or a step in the path. */
    Optional<URI> filled(Map<String, Object> values) {
        StringBuilder url = new StringBuilder(texts.getFirst());
        for (int i = 0; i < names.size(); i++) {
            Object value = values.get(names.get(i));
            String text = value == null ? "" : String.valueOf(value);
            if (text.isEmpty() || text.equals(".") || text.equals("..")) {
                return Optional.empty();
            }
            url.append(URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"));
            url.append(texts.get(i + 1));
        }
        return Optional.of(URI.create(url.toString()));
    }
}
