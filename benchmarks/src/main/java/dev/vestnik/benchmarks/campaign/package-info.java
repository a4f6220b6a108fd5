/** A campaign to many customers beside service messages. */
@NullMarked
package dev.vestnik.benchmarks.campaign;

import org.jspecify.annotations.NullMarked;
