/** From a CloudEvent to a Kafka record, or to the list of what is wrong with it. */
@NullMarked
package dev.vestnik.ingest.event;

import org.jspecify.annotations.NullMarked;
