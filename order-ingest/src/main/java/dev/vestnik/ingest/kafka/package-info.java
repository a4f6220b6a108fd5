/** The way to Kafka: sending events. */
@NullMarked
package dev.vestnik.ingest.kafka;

import org.jspecify.annotations.NullMarked;
