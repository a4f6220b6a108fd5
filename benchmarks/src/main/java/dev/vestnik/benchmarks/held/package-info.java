/** Messages that everybody's quiet hours held, released in one moment. */
@NullMarked
package dev.vestnik.benchmarks.held;

import org.jspecify.annotations.NullMarked;
