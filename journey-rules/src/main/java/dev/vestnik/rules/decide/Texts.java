package dev.vestnik.rules.decide;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.MessageStep.Sending;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.template.Rendering;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What templates see, and the addressed message made of what they gave. */
final class Texts {
    private final Links links;

    Texts(Links links) {
        this.links = links;
    }

    Map<String, Object> variables(Turn turn, Sending sending) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("customer", turn.state().profile().fields());
        variables.put("event", sending.instance().event());
        variables.put("context", sending.instance().context());
        variables.put("shop", shop(turn));
        variables.put(
                "journey",
                Map.of(
                        "id", sending.journey().id().value(),
                        "version", (long) sending.journey().version(),
                        "step", sending.step().id()));
        String unsubscribe = unsubscribe(turn, sending);
        variables.put("links", unsubscribe == null ? Map.of() : Map.of("unsubscribe", unsubscribe));
        return variables;
    }

    private static Map<String, Object> shop(Turn turn) {
        Map<String, Object> shop = new HashMap<>(turn.definitions().shop().texts());
        shop.putIfAbsent("timezone", turn.definitions().shop().zone().getId());
        return shop;
    }

    private @Nullable String unsubscribe(Turn turn, Sending sending) {
        return sending.journey().journeyClass() == JourneyClass.MARKETING
                ? links.unsubscribe(
                        turn.customer(),
                        sending.via().channel(),
                        sending.journey().topic())
                : null;
    }

    /** The contact gate has made sure that there is an address. */
    Effect.Content addressed(Turn turn, Sending sending, Rendering.Text text) {
        CustomerState state = turn.state();
        return switch (text) {
            case Rendering.Sms(var body) -> new Effect.Content.Sms(address(state, Channel.SMS), body);
            case Rendering.Email(var subject, var html, var plain) ->
                new Effect.Content.Email(
                        address(state, Channel.EMAIL), name(state), subject, html, plain, unsubscribe(turn, sending));
            case Rendering.Push(var title, var body, var url, var imageUrl) ->
                new Effect.Content.Push(state.devices(), title, body, url, imageUrl);
        };
    }

    private static String address(CustomerState state, Channel channel) {
        return Objects.requireNonNull(Addresses.of(state, channel));
    }

    private static @Nullable String name(CustomerState state) {
        Object name = state.profile().fields().get("name");
        return name instanceof String text ? text : null;
    }

    static long bytes(Effect.Content content) {
        return switch (content) {
            case Effect.Content.Sms sms -> utf8(sms.text());
            case Effect.Content.Email email -> utf8(email.html()) + utf8(email.text()) + utf8(email.subject());
            case Effect.Content.Push push -> utf8(push.title()) + utf8(push.body());
        };
    }

    private static long utf8(String text) {
        return text.length() < 100_000 ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
    }
}
