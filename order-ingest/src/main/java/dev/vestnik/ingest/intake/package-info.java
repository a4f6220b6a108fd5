/** From a request's body to events, and from events to the count of what Kafka took. */
@NullMarked
package dev.vestnik.ingest.intake;

import org.jspecify.annotations.NullMarked;
