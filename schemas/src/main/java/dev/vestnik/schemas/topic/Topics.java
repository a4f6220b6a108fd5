package dev.vestnik.schemas.topic;

import dev.vestnik.schemas.engine.AuditEntry;
import dev.vestnik.schemas.engine.Decision;
import dev.vestnik.schemas.engine.DefinitionChange;
import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.message.InboundMessage;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.OutboundMessage;
import dev.vestnik.schemas.message.Revocation;
import dev.vestnik.schemas.shop.CodeEvent;
import dev.vestnik.schemas.shop.ProductEvent;
import dev.vestnik.schemas.shop.ShopEvent;
import dev.vestnik.schemas.topic.Topic.Cleanup;
import dev.vestnik.schemas.topic.Topic.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** The catalogue: every topic that Vestnik creates, in one place. */
public final class Topics {
    private static final int MIB = 1 << 20;
    private static final Duration CODES = Duration.ofMinutes(15);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);

    public static final Topic SHOP_EVENTS = deleted("shop.events", Key.CUSTOMER, ShopEvent.getClassSchema(), MONTH);
    public static final Topic SHOP_PRODUCTS =
            new Topic("shop.products", Key.PRODUCT, ProductEvent.getClassSchema(), MONTH, Cleanup.COMPACT, MIB);
    public static final Topic SHOP_CODES = deleted("shop.codes", Key.CUSTOMER, CodeEvent.getClassSchema(), CODES);
    public static final Topic REVOCATIONS =
            deleted("messages.revocations", Key.CUSTOMER, Revocation.getClassSchema(), WEEK);
    public static final Topic RECEIPTS =
            deleted("messages.receipts", Key.CUSTOMER, DeliveryReceipt.getClassSchema(), MONTH);
    public static final Topic INBOUND =
            deleted("messages.inbound", Key.ADDRESS, InboundMessage.getClassSchema(), MONTH);
    public static final Topic COMMANDS = deleted("engine.commands", Key.CUSTOMER, EngineCommand.getClassSchema(), WEEK);
    public static final Topic DECISIONS =
            deleted("engine.decisions", Key.CUSTOMER, Decision.getClassSchema(), Duration.ofDays(90));
    public static final Topic DEFINITIONS = new Topic(
            "engine.definitions",
            Key.DEFINITION,
            DefinitionChange.getClassSchema(),
            Duration.ofMillis(-1),
            Cleanup.FOREVER,
            8 * MIB);
    /** The calls of people and programs to the engine's API, in one partition; nobody processes them, so they have no dead letters. */
    public static final Topic AUDIT =
            deleted("engine.audit", Key.NONE, AuditEntry.getClassSchema(), Duration.ofDays(365));
    /** Simulations of journeys that were asked for, and what they came to, in one partition; the engines' own. */
    public static final Topic SIMULATIONS = deleted("engine.simulations", Key.NONE, null, MONTH);
    /** The SMS gateways' answers to our submits, by gateway and the gateway's id; internal to the SMS sender. */
    public static final Topic SMS_SUBMISSIONS = deleted("sms.submissions", Key.GATEWAY_ID, null, WEEK);
    /** The providers' receipts as they came, by gateway and the gateway's id; internal to the SMS sender. */
    public static final Topic SMS_PROVIDER_RECEIPTS = deleted("sms.provider-receipts", Key.GATEWAY_ID, null, WEEK);
    /** The parts of long texts that people sent, by gateway, addresses and the text's reference; internal to the SMS sender. */
    public static final Topic SMS_REPLY_PARTS = deleted("sms.reply-parts", Key.GATEWAY_ID, null, WEEK);

    private Topics() {}

    /** The lane of a channel and a class: {@code messages.sms}, {@code messages.sms.bulk}, {@code messages.sms.codes}. */
    public static Topic lane(ChannelName channel, MessageClass messageClass) {
        return deleted(
                "messages." + laneName(channel, messageClass),
                Key.CUSTOMER,
                OutboundMessage.getClassSchema(),
                messageClass == MessageClass.codes ? CODES : WEEK);
    }

    /** The attempts of a lane, internal to the senders: {@code attempts.sms.bulk}. */
    public static Topic attempts(ChannelName channel, MessageClass messageClass) {
        return deleted("attempts." + laneName(channel, messageClass), Key.CUSTOMER, null, WEEK);
    }

    /** The topic for records of a topic that nobody can process: {@code shop.events.dead-letters}, with the cause in its headers. */
    public static Topic deadLetters(Topic topic) {
        return deleted(topic.name() + ".dead-letters", Key.NONE, null, MONTH);
    }

    /** Every topic. */
    public static List<Topic> all() {
        List<Topic> read = new ArrayList<>(List.of(
                SHOP_EVENTS,
                SHOP_PRODUCTS,
                SHOP_CODES,
                REVOCATIONS,
                RECEIPTS,
                INBOUND,
                COMMANDS,
                DECISIONS,
                DEFINITIONS));
        for (ChannelName channel : ChannelName.ALL) {
            for (MessageClass messageClass : MessageClass.values()) {
                read.add(lane(channel, messageClass));
                read.add(attempts(channel, messageClass));
            }
        }
        read.add(SMS_SUBMISSIONS);
        read.add(SMS_PROVIDER_RECEIPTS);
        read.add(SMS_REPLY_PARTS);
        List<Topic> all = new ArrayList<>(read);
        all.add(AUDIT);
        all.add(SIMULATIONS);
        read.forEach(topic -> all.add(deadLetters(topic)));
        return List.copyOf(all);
    }

    private static String laneName(ChannelName channel, MessageClass messageClass) {
        return switch (messageClass) {
            case service -> channel.name();
            case marketing -> channel.name() + ".bulk";
            case codes -> channel.name() + ".codes";
        };
    }

    private static Topic deleted(String name, Key key, @Nullable Schema value, Duration retention) {
        return new Topic(name, key, value, retention, Cleanup.DELETE, MIB + MIB / 16);
    }
}
