/** The price of a product falls that everybody has looked at. */
@NullMarked
package dev.vestnik.benchmarks.fanout;

import org.jspecify.annotations.NullMarked;
