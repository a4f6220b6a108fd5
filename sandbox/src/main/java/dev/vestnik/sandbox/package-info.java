/** The sandbox: providers that answer on this machine, for demos, tests and benchmarks. */
@NullMarked
package dev.vestnik.sandbox;

import org.jspecify.annotations.NullMarked;
