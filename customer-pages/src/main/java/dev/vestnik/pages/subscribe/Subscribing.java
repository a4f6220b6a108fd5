package dev.vestnik.pages.subscribe;

import dev.vestnik.pages.choice.Choices;
import dev.vestnik.pages.choice.Choices.Said;
import dev.vestnik.pages.choice.Proof;
import dev.vestnik.pages.html.Answers;
import dev.vestnik.pages.html.HtmlPage;
import dev.vestnik.pages.html.Texts;
import dev.vestnik.pages.link.Allowances;
import dev.vestnik.pages.link.LinkReader;
import dev.vestnik.pages.link.Opened;
import dev.vestnik.schemas.shop.CustomEvent;
import dev.vestnik.schemas.shop.CustomerUpdated;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.service.link.PublicLink;
import dev.vestnik.service.link.PublicLinks;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Forms by which people ask for messages. Filling one in grants nothing: it makes the event {@code x.subscribe_requested}, on which a journey
 * sends the link of the second yes, and only who has the mailbox can say that.
 */
public final class Subscribing {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String REQUESTED = "x.subscribe_requested";
    private static final String CONFIRMED = "x.subscribed";
    private static final String SOURCE = "subscribe-form";
    private static final int OF_NETWORK_A_MINUTE = 20;
    private static final int OF_ADDRESS_A_MINUTE = 2;

    private final Map<String, SubscribeForm> forms;
    private final LinkReader reader;
    private final PublicLinks links;
    private final Choices choices;
    private final Answers answers;
    private final InstantSource clock;
    private final Allowances ofNetwork = new Allowances(OF_NETWORK_A_MINUTE);
    private final Allowances ofAddress = new Allowances(OF_ADDRESS_A_MINUTE);

    public Subscribing(
            Map<String, SubscribeForm> forms,
            LinkReader reader,
            PublicLinks links,
            Choices choices,
            Answers answers,
            InstantSource clock) {
        this.forms = Map.copyOf(forms);
        this.reader = reader;
        this.links = links;
        this.choices = choices;
        this.answers = answers;
        this.clock = clock;
    }

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/s/{form}", this::show)
                .POST("/s/{form}", this::take)
                .GET("/c/{token}", this::ask)
                .POST("/c/{token}", this::confirm)
                .build();
    }

    private Mono<ServerResponse> show(ServerRequest request) {
        SubscribeForm form = forms.get(request.pathVariable("form"));
        Texts texts = Texts.of(request, null);
        return form == null
                ? answers.said(HttpStatus.NOT_FOUND, texts, "unknown")
                : answers.page(HttpStatus.OK, page(texts, form));
    }

    private static HtmlPage page(Texts texts, SubscribeForm form) {
        return new HtmlPage(texts, form.title(texts))
                .form()
                .email(texts.get("subscribe.email"), texts.get("subscribe.trap"))
                .hint(form.consent(texts))
                .submit("subscribe", texts.get("subscribe.button"), false)
                .end();
    }

    private Mono<ServerResponse> take(ServerRequest request) {
        SubscribeForm form = forms.get(request.pathVariable("form"));
        Texts texts = Texts.of(request, null);
        if (form == null) {
            return answers.said(HttpStatus.NOT_FOUND, texts, "unknown");
        }
        if (!ofNetwork.take(LinkReader.network(request), clock.instant())) {
            return answers.tooMany(request);
        }
        return request.formData().flatMap(fields -> take(texts, request.pathVariable("form"), form, fields));
    }

    private Mono<ServerResponse> take(
            Texts texts, String name, SubscribeForm form, MultiValueMap<String, String> fields) {
        Optional<Subscriber> subscriber = Subscriber.of(form.shop(), fields.getFirst("email"));
        if (subscriber.isEmpty()) {
            return answers.page(
                    HttpStatus.UNPROCESSABLE_CONTENT, page(texts, form).hint(texts.get("subscribe.wrong")));
        }
        String trap = fields.getFirst("website");
        boolean program = trap != null && !trap.isEmpty();
        if (program || !ofAddress.take(subscriber.get().email(), clock.instant())) {
            return sent(texts); // says nothing of whether the address is known, nor that it was seen through
        }
        return requested(texts, name, form, subscriber.get())
                .flatMap(recorded -> recorded ? sent(texts) : answers.later(texts));
    }

    private Mono<ServerResponse> sent(Texts texts) {
        return answers.said(HttpStatus.OK, texts, "subscribe.sent");
    }

    private Mono<Boolean> requested(Texts texts, String name, SubscribeForm form, Subscriber subscriber) {
        ObjectNode properties = JSON.createObjectNode();
        properties.put("form", name);
        properties.put(
                "link",
                links.to(new PublicLink.Confirmation(subscriber.customer(), ChannelName.EMAIL, name, clock.instant())));
        properties.put("language", texts.language());
        CustomerUpdated profile = CustomerUpdated.newBuilder()
                .setEmail(subscriber.email())
                .setLocale(texts.language())
                .build();
        return choices.record(
                "subscribe", subscriber.customer(), profile, new CustomEvent(REQUESTED, properties.toString()));
    }

    private Mono<ServerResponse> ask(ServerRequest request) {
        Opened<PublicLink.Confirmation> opened = reader.read(request, PublicLink.Confirmation.class);
        Texts texts = Texts.of(request, null);
        return opened instanceof Opened.Valid<PublicLink.Confirmation>(PublicLink.Confirmation link)
                        && forms.get(link.form()) instanceof SubscribeForm form
                ? answers.page(
                        HttpStatus.OK,
                        new HtmlPage(texts, form.title(texts))
                                .paragraph(form.consent(texts))
                                .button("confirm", texts.get("confirm.button"), false))
                : answers.nowhere(request, opened);
    }

    private Mono<ServerResponse> confirm(ServerRequest request) {
        Opened<PublicLink.Confirmation> opened = reader.use(request, PublicLink.Confirmation.class);
        Texts texts = Texts.of(request, null);
        if (!(opened instanceof Opened.Valid<PublicLink.Confirmation>(PublicLink.Confirmation link)
                && forms.get(link.form()) instanceof SubscribeForm form)) {
            return answers.nowhere(request, opened);
        }
        Said said = new Said(SOURCE, Proof.of(link.form(), "confirmed", texts, form.consent(texts)));
        ObjectNode properties = JSON.createObjectNode().put("form", link.form()).put("link", links.to(link));
        return choices.record(
                        "confirm",
                        link.customer(),
                        Choices.consent(link.channel(), form.topic(), true, said),
                        new CustomEvent(CONFIRMED, properties.toString()))
                .flatMap(recorded -> recorded ? answers.said(HttpStatus.OK, texts, "confirmed") : answers.later(texts));
    }
}
