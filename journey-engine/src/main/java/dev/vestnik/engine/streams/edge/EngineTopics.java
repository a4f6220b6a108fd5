package dev.vestnik.engine.streams.edge;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The topics that the processing reads and writes. In the topology the sink of a topic bears the topic's catalogue name. */
public final class EngineTopics {
    /** The topics read, in one sub-topology, so that everything about one customer is in one task. */
    public static final List<Topic> READ =
            List.of(Topics.SHOP_EVENTS, Topics.SHOP_CODES, Topics.RECEIPTS, Topics.COMMANDS);

    /** Read beside the processing, whose tasks must be the same in every version while engines are replaced one by one. */
    private static final List<Topic> BESIDE = List.of(
            Topics.INBOUND,
            Topics.deadLetters(Topics.INBOUND),
            Topics.SHOP_PRODUCTS,
            Topics.deadLetters(Topics.SHOP_PRODUCTS));

    /** The dead letters of wake-ups that nobody can process; wake-ups have no topic of their own. */
    static final Topic DEAD_WAKE_UPS = Topics.deadLetters(Topics.DECISIONS);

    public static final List<Topic> WRITTEN = written();

    private static final String[] SERVICE_LANES = lanes(MessageClass.service);
    private static final String[] MARKETING_LANES = lanes(MessageClass.marketing);
    private static final String[] CODE_LANES = lanes(MessageClass.codes);

    private EngineTopics() {}

    public static List<Topic> all() {
        return Stream.of(READ, WRITTEN, BESIDE).flatMap(List::stream).distinct().toList();
    }

    /** The lane's catalogue name. */
    public static String lane(Channel channel, JourneyClass journeyClass) {
        return switch (journeyClass) {
            case SERVICE -> SERVICE_LANES[channel.ordinal()];
            case MARKETING -> MARKETING_LANES[channel.ordinal()];
        };
    }

    /** The catalogue name of the lane for codes. */
    public static String codes(Channel channel) {
        return CODE_LANES[channel.ordinal()];
    }

    private static String[] lanes(MessageClass messageClass) {
        return Stream.of(Channel.values())
                .map(channel -> Topics.lane(new ChannelName(channel.label()), messageClass)
                        .name())
                .toArray(String[]::new);
    }

    private static List<Topic> written() {
        List<Topic> topics = new ArrayList<>(READ);
        topics.add(Topics.REVOCATIONS);
        topics.add(Topics.DECISIONS);
        for (ChannelName channel : ChannelName.ALL) {
            for (MessageClass messageClass : MessageClass.values()) {
                topics.add(Topics.lane(channel, messageClass));
            }
        }
        READ.forEach(topic -> topics.add(Topics.deadLetters(topic)));
        topics.add(DEAD_WAKE_UPS);
        return List.copyOf(topics);
    }
}
