/** Kafka clients of the streams: consumers that hand out nothing whose schema is not known yet. */
@NullMarked
package dev.vestnik.engine.streams.clients;

import org.jspecify.annotations.NullMarked;
