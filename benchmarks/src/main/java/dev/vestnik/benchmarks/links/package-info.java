/** Links of messages, followed at a steady rate. */
@NullMarked
package dev.vestnik.benchmarks.links;

import org.jspecify.annotations.NullMarked;
