package dev.vestnik.engine.support;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.schemas.shop.ConsentChanged;
import dev.vestnik.schemas.shop.ConsentChannel;
import dev.vestnik.schemas.shop.CustomerErased;
import dev.vestnik.schemas.shop.CustomerUpdated;
import dev.vestnik.schemas.shop.EventHeader;
import dev.vestnik.schemas.shop.ShopEvent;
import dev.vestnik.schemas.topic.Topics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes the API's consents and erasures as events among the shop's own: the order in their topic is the order in which they count.
 */
final class CustomerEvents {
    static final String SOURCE = "engine-api";

    private final CustomerRecords records;
    private final InstantSource clock;

    CustomerEvents(CustomerRecords records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    /** Returns the event's id once it is in Kafka. */
    String consent(CustomerKey customer, Consent consent) throws InterruptedException {
        ConsentChanged payload = new ConsentChanged(
                channel(consent.channel()),
                consent.topic(),
                consent.granted(),
                consent.source(),
                consent.evidence(),
                null);
        return write(customer, consent.at(), payload);
    }

    /**
     * Changes the profile; what is not named stays as it is. Returns the event's id once it is in Kafka.
     *
     * @param locale null: stays
     */
    String update(CustomerKey customer, Instant at, @Nullable String locale, Map<String, Object> attributes)
            throws InterruptedException {
        CustomerUpdated payload = CustomerUpdated.newBuilder()
                .setLocale(locale)
                .setAttributes(attributes.isEmpty() ? null : attributes)
                .build();
        return write(customer, at, payload);
    }

    /** Returns the event's id once it is in Kafka. */
    String erasure(CustomerKey customer) throws InterruptedException {
        return write(customer, clock.instant(), new CustomerErased((String) null));
    }

    private String write(CustomerKey customer, Instant at, SpecificRecord payload) throws InterruptedException {
        String id = UUID.randomUUID().toString();
        EventHeader header = new EventHeader(id, customer.shop(), customer.customerId(), at, SOURCE);
        records.write(Topics.SHOP_EVENTS, customer, new ShopEvent(header, payload));
        return id;
    }

    private static ConsentChannel channel(@Nullable Channel channel) {
        return channel == null ? ConsentChannel.any : ConsentChannel.valueOf(channel.label());
    }
}
