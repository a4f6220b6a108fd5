/** The engine on Kafka Streams: what comes in is decided about, what was decided is stored and sent. */
@NullMarked
package dev.vestnik.engine.streams;

import org.jspecify.annotations.NullMarked;
