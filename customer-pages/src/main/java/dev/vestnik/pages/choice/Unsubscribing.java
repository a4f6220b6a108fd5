package dev.vestnik.pages.choice;

import dev.vestnik.pages.choice.Choices.Said;
import dev.vestnik.pages.html.Answers;
import dev.vestnik.pages.html.HtmlPage;
import dev.vestnik.pages.html.Texts;
import dev.vestnik.pages.link.LinkReader;
import dev.vestnik.pages.link.Opened;
import dev.vestnik.schemas.shop.ConsentChanged;
import dev.vestnik.service.link.LinkTokens;
import dev.vestnik.service.link.PublicLink;
import java.time.InstantSource;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * The page behind a link to unsubscribe: does nothing until its button is pressed, as mail scanners open every link. A mail program's own button
 * posts here too (RFC 8058).
 */
public final class Unsubscribing {
    private static final String PAGE = "unsubscribe";
    private static final String STOP = "stop";
    private static final String EVERYTHING = "everything";
    private static final String UNDO = "undo";
    private static final String SOURCE = "unsubscribe-link";

    private final LinkReader links;
    private final LinkTokens tokens;
    private final Choices choices;
    private final TopicNames topics;
    private final Answers answers;
    private final InstantSource clock;

    public Unsubscribing(
            LinkReader links,
            LinkTokens tokens,
            Choices choices,
            TopicNames topics,
            Answers answers,
            InstantSource clock) {
        this.links = links;
        this.tokens = tokens;
        this.choices = choices;
        this.topics = topics;
        this.answers = answers;
        this.clock = clock;
    }

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/u/{token}", this::ask)
                .POST("/u/{token}", this::stop)
                .build();
    }

    private Mono<ServerResponse> ask(ServerRequest request) {
        Opened<PublicLink.OptOut> opened = links.read(request, PublicLink.OptOut.class);
        return opened instanceof Opened.Valid<PublicLink.OptOut>(PublicLink.OptOut optOut)
                ? answers.page(HttpStatus.OK, question(Texts.of(request, null), optOut))
                : answers.nowhere(request, opened);
    }

    private HtmlPage question(Texts texts, PublicLink.OptOut optOut) {
        return new HtmlPage(texts, texts.get("unsubscribe.title"))
                .paragraph(promise(texts, optOut))
                .button(STOP, texts.get("unsubscribe.button"), false)
                .button(EVERYTHING, texts.get("unsubscribe.everything"), true)
                .link(preferences(optOut), texts.get("unsubscribe.choose"));
    }

    private Mono<ServerResponse> stop(ServerRequest request) {
        Opened<PublicLink.OptOut> opened = links.use(request, PublicLink.OptOut.class);
        if (!(opened instanceof Opened.Valid<PublicLink.OptOut>(PublicLink.OptOut optOut))) {
            return answers.nowhere(request, opened);
        }
        return request.formData().flatMap(form -> stop(Texts.of(request, null), optOut, form));
    }

    private Mono<ServerResponse> stop(Texts texts, PublicLink.OptOut optOut, MultiValueMap<String, String> form) {
        boolean everything = form.containsKey(EVERYTHING);
        boolean undo = form.containsKey(UNDO);
        boolean pressed = everything || undo || form.containsKey(STOP);
        String how = pressed ? "button" : "one-click"; // whose body may be of a kind that is no form
        String shown = everything ? texts.get("unsubscribe.everything") : promise(texts, optOut);
        Said said = new Said(SOURCE, Proof.of(PAGE, how, texts, undo ? texts.get("unsubscribe.undo") : shown));
        ConsentChanged consent = everything
                ? Choices.consent(null, null, false, said)
                : Choices.consent(optOut.channel(), optOut.topic(), undo, said);
        return choices.record(PAGE, optOut.customer(), consent)
                .flatMap(recorded -> recorded
                        ? answers.page(HttpStatus.OK, done(texts, optOut, everything, undo))
                        : answers.later(texts));
    }

    private HtmlPage done(Texts texts, PublicLink.OptOut optOut, boolean everything, boolean undo) {
        if (undo) {
            return new HtmlPage(texts, texts.get("undone.title"))
                    .paragraph(texts.get("undone.text"))
                    .link(preferences(optOut), texts.get("unsubscribe.choose"));
        }
        HtmlPage page = new HtmlPage(texts, texts.get("unsubscribed.title"))
                .paragraph(everything ? texts.get("unsubscribed.everything") : promise(texts, optOut))
                .hint(texts.get("unsubscribed.service"));
        return (everything ? page : page.button(UNDO, texts.get("unsubscribe.undo"), true))
                .link(preferences(optOut), texts.get("unsubscribe.choose"));
    }

    private String promise(Texts texts, PublicLink.OptOut optOut) {
        String messages = texts.get("channel." + optOut.channel().name());
        String topic = optOut.topic();
        return topic == null
                ? texts.get("unsubscribe.text", messages)
                : texts.get("unsubscribe.text.topic", messages).replace("{1}", topics.of(topic, texts));
    }

    private String preferences(PublicLink.OptOut optOut) {
        return "/p/" + tokens.write(new PublicLink.Preferences(optOut.customer(), clock.instant()));
    }
}
