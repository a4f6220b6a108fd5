package dev.vestnik.sender;

import dev.vestnik.schemas.topic.Topic;

/** A record of an internal topic that is written together with an attempt's receipt. */
public record ClosingRecord(Topic topic, String key, byte[] value) {}
