/** The engine on Kafka Streams: takes records in, has the rules decide about them, stores and sends the decisions. */
@NullMarked
package dev.vestnik.engine.streams;

import org.jspecify.annotations.NullMarked;
