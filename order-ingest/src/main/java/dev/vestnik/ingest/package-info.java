/** The shop's door: events come in over HTTP and go out to Kafka. */
@NullMarked
package dev.vestnik.ingest;

import org.jspecify.annotations.NullMarked;
