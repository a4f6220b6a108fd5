package dev.vestnik.pages.html;

import dev.vestnik.pages.link.Opened;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Pages as answers. Nobody keeps them, and they take nothing from elsewhere. */
public final class Answers {
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
    private static final String MINUTE = "60";

    public Mono<ServerResponse> page(HttpStatus status, HtmlPage page) {
        ServerResponse.BodyBuilder answer = ServerResponse.status(status)
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", HtmlPage.POLICY);
        if (status == HttpStatus.TOO_MANY_REQUESTS || status == HttpStatus.SERVICE_UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, MINUTE);
        }
        return answer.bodyValue(page.html());
    }

    /** The page of a link that leads nowhere. */
    public Mono<ServerResponse> nowhere(ServerRequest request, Opened<?> opened) {
        Texts texts = Texts.of(request, null);
        return switch (opened) {
            case Opened.Expired<?> _ -> said(HttpStatus.GONE, texts, "expired");
            case Opened.TooMany<?> _ -> tooMany(request);
            case Opened.Valid<?> _, Opened.Unknown<?> _ -> said(HttpStatus.NOT_FOUND, texts, "unknown");
        };
    }

    /** The page of a call too many. */
    public Mono<ServerResponse> tooMany(ServerRequest request) {
        return said(HttpStatus.TOO_MANY_REQUESTS, Texts.of(request, null), "too-many");
    }

    /** The page of a choice that could not be recorded now. */
    public Mono<ServerResponse> later(Texts texts) {
        return said(HttpStatus.SERVICE_UNAVAILABLE, texts, "later");
    }

    /** A page of a title and a text. */
    public Mono<ServerResponse> said(HttpStatus status, Texts texts, String name) {
        return page(status, new HtmlPage(texts, texts.get(name + ".title")).paragraph(texts.get(name + ".text")));
    }
}
