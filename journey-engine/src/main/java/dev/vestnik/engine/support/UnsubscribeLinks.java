package dev.vestnik.engine.support;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Links;
import org.jspecify.annotations.Nullable;

/** Links to the page {@code /u/TOKEN} of this engine. */
final class UnsubscribeLinks implements Links {
    private final String prefix;
    private final OptOutTokens tokens;

    UnsubscribeLinks(String publicUrl, OptOutTokens tokens) {
        this.prefix = publicUrl.endsWith("/") ? publicUrl + "u/" : publicUrl + "/u/";
        this.tokens = tokens;
    }

    @Override
    public String unsubscribe(CustomerKey customer, Channel channel, @Nullable String topic) {
        return prefix + tokens.write(new OptOut(customer, channel, topic));
    }
}
