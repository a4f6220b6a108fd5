/** The way to Kafka: preparing, sending, asking whether it is there. */
@NullMarked
package dev.vestnik.ingest.kafka;

import org.jspecify.annotations.NullMarked;
