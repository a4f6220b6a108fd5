package dev.vestnik.system.poison;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The topics that an installation must read: named here, so that a dead reader is a complaint and not fewer claims. */
final class Readers {
    private Readers() {}

    /** Read by groups, whose committed offsets say how far they are. */
    static Set<String> byGroups() {
        Set<String> topics = new HashSet<>(names(List.of(
                Topics.SHOP_EVENTS,
                Topics.SHOP_PRODUCTS,
                Topics.SHOP_CODES,
                Topics.RECEIPTS,
                Topics.INBOUND,
                Topics.COMMANDS,
                Topics.DECISIONS,
                Topics.SMS_SUBMISSIONS,
                Topics.SMS_PROVIDER_RECEIPTS,
                Topics.SMS_REPLY_PARTS)));
        for (ChannelName channel : ChannelName.ALL) {
            for (MessageClass messageClass : MessageClass.values()) {
                topics.add(Topics.lane(channel, messageClass).name());
            }
        }
        return topics;
    }

    /** Read by everybody for himself, from the beginning or when a partition is taken over. */
    private static Set<String> byEveryProcess() {
        Set<String> topics = new HashSet<>(names(List.of(Topics.REVOCATIONS, Topics.DEFINITIONS)));
        Topics.all().stream().filter(Readers::holdsAttempts).forEach(topic -> topics.add(topic.name()));
        return topics;
    }

    static boolean read(Topic topic) {
        return byGroups().contains(topic.name()) || byEveryProcess().contains(topic.name());
    }

    /** Read by reports alone, which count what they cannot read and pass it over; after a crash they may be a minute behind. */
    static boolean passesOver(Topic topic) {
        return topic.name().equals(Topics.DECISIONS.name());
    }

    /** Read when a lane's partition is taken over. */
    static boolean holdsAttempts(Topic topic) {
        return topic.name().startsWith("attempts.") && !topic.name().endsWith(".dead-letters");
    }

    /** Says which topic is read by no member of a group, and which is read though nobody is named here. */
    static List<String> complaints(Set<String> assigned) {
        Set<String> catalogue = names(Topics.all());
        List<String> complaints = new ArrayList<>();
        byGroups().stream()
                .filter(topic -> !assigned.contains(topic))
                .forEach(topic -> complaints.add("no group reads " + topic));
        assigned.stream()
                .filter(topic -> catalogue.contains(topic) && !byGroups().contains(topic))
                .forEach(topic -> complaints.add("a group reads " + topic + ": Readers does not know it"));
        return complaints;
    }

    private static Set<String> names(List<Topic> topics) {
        return topics.stream().map(Topic::name).collect(Collectors.toSet());
    }
}
