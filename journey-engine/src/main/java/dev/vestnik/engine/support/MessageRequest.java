package dev.vestnik.engine.support;

import dev.vestnik.engine.problem.JsonBody;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.journey.JourneyClass;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A message by hand.
 *
 * @param channels the first that works is taken
 * @param topic of marketing, from which the customer may have unsubscribed; null: none
 * @param variables {@code context} in the template
 */
record MessageRequest(
        CustomerKey customer,
        String template,
        List<Channel> channels,
        JourneyClass messageClass,
        @Nullable String topic,
        Map<String, Object> variables) {
    private static final Map<String, Channel> CHANNELS =
            Arrays.stream(Channel.values()).collect(Collectors.toMap(Channel::label, Function.identity()));
    private static final Map<String, JourneyClass> CLASSES =
            Map.of("service", JourneyClass.SERVICE, "marketing", JourneyClass.MARKETING);

    MessageRequest {
        channels = List.copyOf(channels);
        variables = Map.copyOf(variables);
    }

    /** {@code {template, channels, class, topic, variables}}; the class is service where it is not said. */
    static MessageRequest read(CustomerKey customer, @Nullable String text) {
        JsonBody body = JsonBody.object(text);
        MessageRequest request = new MessageRequest(
                customer,
                body.text("template"),
                body.choices("channels", CHANNELS),
                body.choice("class", CLASSES).orElse(JourneyClass.SERVICE),
                body.optionalText("topic").orElse(null),
                body.map("variables"));
        body.close();
        return request;
    }
}
