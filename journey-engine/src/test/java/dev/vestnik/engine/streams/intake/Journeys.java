package dev.vestnik.engine.streams.intake;

import dev.vestnik.rules.campaign.Campaign;
import dev.vestnik.rules.campaign.CampaignCompiler;
import dev.vestnik.rules.campaign.CampaignDocument;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.decide.StepRegistry;
import dev.vestnik.rules.definition.Audiences;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.journey.Catalogue;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyCompiler;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.settings.ShopSettings;
import dev.vestnik.rules.template.Rendering;
import dev.vestnik.rules.template.Template;
import dev.vestnik.rules.work.Work;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Published journeys for the tests, compiled as the real ones are. */
public final class Journeys {
    public static final String ABANDONED_CART = """
            id: abandoned-cart
            class: marketing
            topic: cart-reminders
            entry:
              on: cart.updated
              if: event.items.size() > 0
              key: event.cartId
            context: {items: event.items, total: event.total}
            exit:
              - {on: order.placed, match: event.cartId == key, reason: purchased}
            goal: {on: order.placed, match: event.cartId == key, within: P7D, value: event.total}
            steps:
              quiet:
                type: waitUntil
                timeout: PT2H
                resetOn: [{on: cart.updated, match: event.cartId == key, update: true}, {on: page.viewed}]
                maxWait: P1D
                onTimeout: remind
              remind: {type: message, template: hello, channels: [{via: sms}], onSent: end, onNone: end}
              end: {type: end}
            start: quiet
            """;

    public static final String SHIPPED = oneMessage("shipped", "service", "order.shipped", "hello");

    static final String DELIVERED_LATER = """
            id: delivered
            class: service
            entry: {on: order.delivered, key: event.orderId}
            steps:
              wait: {type: delay, for: PT2H, next: tell}
              tell: {type: message, template: hello, channels: [{via: sms}]}
            start: wait
            """;

    public static String deliveredAfter(String wait) {
        return DELIVERED_LATER.replace("PT2H", wait);
    }

    private static final JourneyCompiler COMPILER = new JourneyCompiler(new Expressions(), StepRegistry.KINDS);

    private Journeys() {}

    public static String oneMessage(String id, String journeyClass, String on, String template) {
        return "{id: %s, class: %s, entry: {on: %s, key: event.orderId}, start: tell, steps: {tell: {type: message, template: %s, channels: [{via: sms}]}}}"
                .formatted(id, journeyClass, on, template);
    }

    public static Definitions definitions(long revision, String... documents) {
        Map<String, Template> templates = Stream.of(
                        new Text("hello", variables -> "Hello"),
                        new Text("broken", variables -> {
                            throw new IllegalStateException("a bug");
                        }),
                        new Text("fatal", variables -> {
                            throw new InternalError("not really");
                        }))
                .collect(Collectors.toMap(Text::id, Function.identity()));
        Map<JourneyId, Published> published = new HashMap<>();
        for (String document : documents) {
            Journey journey = compiled(document, Catalogue.of(templates));
            published.put(
                    journey.id(),
                    new Published(Definitions.Status.LIVE, 1, Map.of(1, journey), Map.of(1, InFlight.KEEP)));
        }
        return Definitions.of(revision, published, templates, ShopSettings.DEFAULT);
    }

    /** A campaign that was launched, beside {@link #SHIPPED}. */
    public static Definitions launched(String campaign, int run, Instant from, Definitions.Status status) {
        Definitions others = definitions(run + 1, SHIPPED);
        Campaign compiled = switch (new CampaignCompiler(COMPILER).check(campaign, Catalogue.of(others.templates()))) {
            case Checked.Sound<CampaignDocument> sound -> sound.value().campaign();
            case Checked.Faulty<CampaignDocument> faulty -> throw new AssertionError(faulty.faults());
        };
        Journey journey = compiled.journey().published(run);
        Map<JourneyId, Published> published = new HashMap<>(others.journeys());
        published.put(journey.id(), new Published(status, run, Map.of(run, journey), Map.of(run, InFlight.KEEP)));
        return Definitions.of(run + 1, published, others.templates(), ShopSettings.DEFAULT)
                .reaching(Audiences.of(Map.of(), Map.of(journey.id(), compiled.launched(run, from))));
    }

    /** One journey in some versions, the last one published with this word on those who are in the others. */
    public static Definitions versions(long revision, InFlight inFlight, String... documents) {
        Definitions templates = definitions(revision);
        Map<Integer, Journey> versions = new HashMap<>();
        for (String document : documents) {
            int number = versions.size() + 1;
            versions.put(
                    number,
                    compiled(document, Catalogue.of(templates.templates())).published(number));
        }
        int current = documents.length;
        Journey newest = versions.get(current);
        Published published = new Published(Definitions.Status.LIVE, current, versions, Map.of(current, inFlight));
        return Definitions.of(revision, Map.of(newest.id(), published), templates.templates(), ShopSettings.DEFAULT);
    }

    private static Journey compiled(String document, Catalogue templates) {
        return switch (COMPILER.check(document, 1, templates)) {
            case Checked.Sound<Journey> sound -> sound.value();
            case Checked.Faulty<Journey> faulty -> throw new AssertionError(faulty.faults());
        };
    }

    private record Text(String id, UnaryOperator<String> text) implements Template {
        @Override
        public Set<Channel> channels() {
            return Set.of(Channel.values());
        }

        @Override
        public Rendering render(Channel channel, String locale, Map<String, Object> variables, Work work) {
            String words = text.apply(locale);
            return switch (channel) {
                case SMS -> new Rendering.Sms(words);
                case EMAIL -> new Rendering.Email(words, "<p>" + words + "</p>", words);
                case PUSH -> new Rendering.Push(words, words, null, null);
            };
        }

        @Override
        public String language(String locale) {
            return "en";
        }
    }
}
