/** Between the Avro records on the topics and the rules' own records. */
@NullMarked
package dev.vestnik.engine.streams.edge;

import org.jspecify.annotations.NullMarked;
