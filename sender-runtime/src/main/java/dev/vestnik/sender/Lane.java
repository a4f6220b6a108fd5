package dev.vestnik.sender;

import dev.vestnik.schemas.message.Channel;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;

/** The messages of one channel and one class, which never wait behind those of another class. */
public record Lane(Channel channel, MessageClass messageClass) {

    /** What the engine writes. */
    public Topic messages() {
        return Topics.lane(channel, messageClass);
    }

    /** What this sender has begun and ended, partition by partition of {@link #messages()}. */
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
