/** The engine beside a bare pass-through topology over the same records. */
@NullMarked
package dev.vestnik.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
