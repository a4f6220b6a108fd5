/** The time that services take to start, beside another version. */
@NullMarked
package dev.vestnik.benchmarks.starts;

import org.jspecify.annotations.NullMarked;
