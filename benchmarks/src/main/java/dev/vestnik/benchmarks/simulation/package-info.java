/** Simulations of journeys over a recorded topic. */
@NullMarked
package dev.vestnik.benchmarks.simulation;

import org.jspecify.annotations.NullMarked;
