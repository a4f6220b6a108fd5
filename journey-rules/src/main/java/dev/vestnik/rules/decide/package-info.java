/** The rules: decide(state, signal, definitions, now). Pure: no Kafka, no Spring, no clock. */
@NullMarked
package dev.vestnik.rules.decide;

import org.jspecify.annotations.NullMarked;
