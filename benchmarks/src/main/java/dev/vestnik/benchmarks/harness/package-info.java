/**
 * Parts that every benchmark needs: figures with their controls, child processes whose CPU is counted, a cluster of its own.
 */
@NullMarked
package dev.vestnik.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
