package dev.vestnik.engine.product;

import dev.vestnik.engine.reader.CommandForwarding;
import dev.vestnik.engine.streams.edge.ProductRecords;
import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.shop.ProductEvent;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Commands that tell the owner of a product what the shop says of it. */
final class ProductEvents implements CommandForwarding.Source<ProductEvent> {
    private final ProductMetrics metrics;

    ProductEvents(ProductMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public Topic topic() {
        return Topics.SHOP_PRODUCTS;
    }

    @Override
    public Optional<EngineCommand> command(ProductEvent event, Instant recordedAt, Instant now) {
        Optional<EngineCommand> command = ProductRecords.toOwner(event, recordedAt, now);
        if (command.isEmpty()) {
            metrics.unknown();
        } else {
            metrics.told();
        }
        return command;
    }

    @Override
    public void unreadable(Throwable cause) {
        metrics.unreadable(cause);
    }

    @Override
    public EngineCommand deleted(byte @Nullable [] key, Instant recordedAt, Instant now) {
        if (key == null) {
            throw new SerializationException("neither a key nor a value");
        }
        EngineCommand command = ProductRecords.deleted(key, recordedAt, now);
        metrics.deleted();
        return command;
    }
}
