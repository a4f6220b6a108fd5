package dev.vestnik.pages.message;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.ServerRequest;

/** The kind of caller that opens a link, as far as a call tells. */
enum Visitor {
    PERSON,
    /** A mail service fetches pictures for its users, some of them before anybody has opened the message. */
    PROXY,
    /** A scanner of mails, a preview of a chat, a browser that loads ahead. */
    MACHINE;

    /** The names by which mail services call themselves that fetch pictures for people. */
    private static final List<String> PROXIES =
            List.of("googleimageproxy", "yahoomailproxy", "mail.ru image proxy", "yandex image proxy", "imageproxy");

    /** Parts of names by which scanners, previews and programs call themselves. */
    private static final List<String> MACHINES = List.of(
            "bot",
            "crawl",
            "spider",
            "preview",
            "scan",
            "facebookexternalhit",
            "whatsapp",
            "vkshare",
            "viber",
            "barracuda",
            "proofpoint",
            "mimecast",
            "safelinks",
            "office existence",
            "trendmicro",
            "kaspersky",
            "headless",
            "phantomjs",
            "python",
            "curl/",
            "wget/",
            "go-http-client",
            "java-http-client",
            "apache-httpclient");

    private static final List<String> AHEAD = List.of("Purpose", "X-Purpose", "Sec-Purpose", "X-Moz");
    private static final int LOOKED_AT = 500;

    static Visitor of(ServerRequest request) {
        HttpHeaders headers = request.headers().asHttpHeaders();
        if (request.method().equals(HttpMethod.HEAD) || isAhead(headers)) {
            return MACHINE;
        }
        return of(headers.getFirst(HttpHeaders.USER_AGENT));
    }

    /** Every browser and every mail program says a name. */
    static Visitor of(@Nullable String agent) {
        String name = agent == null
                ? ""
                : agent.substring(0, Math.min(agent.length(), LOOKED_AT)).toLowerCase(Locale.ROOT);
        if (PROXIES.stream().anyMatch(name::contains) || name.equals("mozilla/5.0")) {
            return PROXY; // Apple's mail privacy says no more than the second
        }
        return name.isEmpty() || MACHINES.stream().anyMatch(name::contains) ? MACHINE : PERSON;
    }

    private static boolean isAhead(HttpHeaders headers) {
        return AHEAD.stream().anyMatch(name -> saysAhead(headers.getFirst(name)));
    }

    private static boolean saysAhead(@Nullable String value) {
        String word = value == null ? "" : value.toLowerCase(Locale.ROOT);
        return word.contains("prefetch") || word.contains("prerender") || word.contains("preview");
    }
}
