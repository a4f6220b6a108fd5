package dev.vestnik.ingest.kafka;

import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import java.util.List;

/** The topics that the door writes. */
final class IngestTopics {
    static final List<Topic> ALL = List.of(Topics.SHOP_EVENTS, Topics.SHOP_PRODUCTS, Topics.SHOP_CODES);

    private IngestTopics() {}
}
