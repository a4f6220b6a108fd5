package dev.vestnik.engine.support;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Links;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.service.link.PublicLink;
import dev.vestnik.service.link.PublicLinks;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Links to the pages of {@code customer-pages}. */
final class PagesLinks implements Links {
    private final PublicLinks links;

    PagesLinks(PublicLinks links) {
        this.links = links;
    }

    @Override
    public String unsubscribe(CustomerKey customer, Channel channel, @Nullable String topic) {
        return links.to(new PublicLink.OptOut(contract(customer), new ChannelName(channel.label()), topic));
    }

    @Override
    public String preferences(CustomerKey customer, Instant at) {
        return links.to(new PublicLink.Preferences(contract(customer), at));
    }

    private static dev.vestnik.schemas.CustomerKey contract(CustomerKey customer) {
        return new dev.vestnik.schemas.CustomerKey(customer.shop(), customer.customerId());
    }
}
