/** The quality of recommendations, over the orders and visits of a generated shop. */
@NullMarked
package dev.vestnik.benchmarks.recommend;

import org.jspecify.annotations.NullMarked;
