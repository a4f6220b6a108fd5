package dev.vestnik.pages.choice;

import dev.vestnik.pages.choice.Choices.Said;
import dev.vestnik.pages.html.Answers;
import dev.vestnik.pages.html.HtmlPage;
import dev.vestnik.pages.html.Texts;
import dev.vestnik.pages.link.LinkReader;
import dev.vestnik.pages.link.Opened;
import dev.vestnik.pages.link.PagesMetrics;
import dev.vestnik.service.link.PublicLink;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The page where a customer chooses topics, channels, how often, a pause and the language, without a login. */
public final class PreferencesDoor {
    private static final String PAGE = "preferences";
    private static final String SOURCE = "preference-page";

    private final LinkReader links;
    private final EngineDoor engine;
    private final Choices choices;
    private final TopicNames topics;
    private final Answers answers;
    private final PagesMetrics metrics;

    public PreferencesDoor(
            LinkReader links,
            EngineDoor engine,
            Choices choices,
            TopicNames topics,
            Answers answers,
            PagesMetrics metrics) {
        this.links = links;
        this.engine = engine;
        this.choices = choices;
        this.topics = topics;
        this.answers = answers;
        this.metrics = metrics;
    }

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/p/{token}", this::show)
                .POST("/p/{token}", this::change)
                .build();
    }

    private Mono<ServerResponse> show(ServerRequest request) {
        Opened<PublicLink.Preferences> opened = links.use(request, PublicLink.Preferences.class);
        if (!(opened instanceof Opened.Valid<PublicLink.Preferences>)) {
            return answers.nowhere(request, opened);
        }
        return engine.preferences(request.pathVariable("token"))
                .map(known -> page(Texts.of(request, known.path("locale").asString(null)))
                        .shown(known))
                .defaultIfEmpty(page(Texts.of(request, null)).unknown())
                .flatMap(page -> answers.page(HttpStatus.OK, page));
    }

    private PreferencesPage page(Texts texts) {
        return new PreferencesPage(texts, topics);
    }

    private Mono<ServerResponse> change(ServerRequest request) {
        Opened<PublicLink.Preferences> opened = links.use(request, PublicLink.Preferences.class);
        if (!(opened instanceof Opened.Valid<PublicLink.Preferences>(PublicLink.Preferences link))) {
            return answers.nowhere(request, opened);
        }
        return request.formData().flatMap(form -> {
            Texts texts = Texts.of(request, form.getFirst("locale"));
            return form.containsKey(PreferencesPage.EVERYTHING)
                    ? stopped(texts, link)
                    : changed(texts, request.pathVariable("token"), form);
        });
    }

    private Mono<ServerResponse> stopped(Texts texts, PublicLink.Preferences link) {
        Said said = new Said(SOURCE, Proof.of(PAGE, "button", texts, texts.get("unsubscribe.everything")));
        return choices.record(PAGE, link.customer(), Choices.consent(null, null, false, said))
                .flatMap(recorded -> recorded
                        ? answers.page(
                                HttpStatus.OK,
                                new HtmlPage(texts, texts.get("unsubscribed.title"))
                                        .paragraph(texts.get("unsubscribed.everything"))
                                        .hint(texts.get("unsubscribed.service")))
                        : answers.later(texts));
    }

    private Mono<ServerResponse> changed(Texts texts, String token, MultiValueMap<String, String> form) {
        return engine.change(token, page(texts).read(form))
                .map(_ -> true)
                .defaultIfEmpty(false)
                .doOnNext(recorded -> metrics.choice(PAGE, recorded))
                .flatMap(recorded -> recorded
                        ? answers.page(
                                HttpStatus.OK,
                                new HtmlPage(texts, texts.get("saved.title"))
                                        .paragraph(texts.get("saved.text"))
                                        .link("/p/" + token, texts.get("saved.back")))
                        : answers.later(texts));
    }
}
