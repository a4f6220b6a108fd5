/** Journeys: which message goes to whom, when, and when not. Pure: no Kafka, no Spring, no clock. */
@NullMarked
package dev.vestnik.rules.journey;

import org.jspecify.annotations.NullMarked;
