/** The benchmarks, each beside its control. */
@NullMarked
package dev.vestnik.benchmarks;

import org.jspecify.annotations.NullMarked;
