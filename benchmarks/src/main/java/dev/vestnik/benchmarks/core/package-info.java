/** The rules alone, in JMH: no Kafka, no store. */
@NullMarked
package dev.vestnik.benchmarks.core;

import org.jspecify.annotations.NullMarked;
