package dev.vestnik.pages.message;

import dev.vestnik.pages.html.Answers;
import dev.vestnik.pages.link.LinkReader;
import dev.vestnik.pages.link.Opened;
import dev.vestnik.service.link.PublicLink;
import dev.vestnik.service.link.PublicLinks;
import java.util.Base64;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The links of messages, which lead on at once, and their picture. */
public final class MessageLinks {
    /** One transparent point. */
    private static final byte[] POINT =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private final LinkReader links;
    private final PageReports reports;
    private final Answers answers;

    public MessageLinks(LinkReader links, PageReports reports, Answers answers) {
        this.links = links;
        this.reports = reports;
        this.answers = answers;
    }

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/l/{token}", this::follow)
                .HEAD("/l/{token}", this::follow)
                .GET("/i/{token}", this::picture)
                .HEAD("/i/{token}", this::picture)
                .build();
    }

    private Mono<ServerResponse> follow(ServerRequest request) {
        Opened<PublicLink.Click> opened = links.read(request, PublicLink.Click.class);
        if (opened instanceof Opened.Valid<PublicLink.Click>(PublicLink.Click click)
                && PublicLinks.isWeb(click.target())) {
            reports.click(click, Visitor.of(request));
            return ServerResponse.status(HttpStatus.FOUND)
                    .header(HttpHeaders.LOCATION, Location.of(click.target()))
                    .cacheControl(CacheControl.noStore())
                    .build();
        }
        return answers.nowhere(request, opened);
    }

    /** Everybody gets the point: a broken picture would tell the customer of us. */
    private Mono<ServerResponse> picture(ServerRequest request) {
        if (links.read(request, PublicLink.Open.class) instanceof Opened.Valid<PublicLink.Open>(PublicLink.Open open)) {
            reports.open(open, Visitor.of(request));
        }
        return ServerResponse.ok()
                .contentType(MediaType.IMAGE_GIF)
                .cacheControl(CacheControl.noStore())
                .bodyValue(POINT);
    }
}
