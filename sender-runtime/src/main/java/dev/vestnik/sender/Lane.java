package dev.vestnik.sender;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;

/** The messages of one channel and one class, which never wait behind those of another class. */
public record Lane(ChannelName channel, MessageClass messageClass) {

    /** The topic of messages that the engine writes. */
    public Topic messages() {
        return Topics.lane(channel, messageClass);
    }

    /** The topic of attempts that this sender has opened and closed; its partitions belong to those of {@link #messages()}. */
    public Topic attempts() {
        return Topics.attempts(channel, messageClass);
    }

    /** {@code sms}, {@code sms.bulk}, {@code sms.codes}. */
    public String name() {
        return messages().name().substring("messages.".length());
    }

    @Override
    public String toString() {
        return name();
    }
}
