/** Avro in the Confluent wire format. */
@NullMarked
package dev.vestnik.schemas.serde;

import org.jspecify.annotations.NullMarked;
