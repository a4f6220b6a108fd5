/** Pending wake-ups: their disk, a burst, their lateness; beside db-scheduler on PostgreSQL. */
@NullMarked
package dev.vestnik.benchmarks.timers;

import org.jspecify.annotations.NullMarked;
