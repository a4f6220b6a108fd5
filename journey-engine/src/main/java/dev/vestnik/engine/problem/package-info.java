/** Errors as RFC 9457 problem details, and the reading of request bodies that finds every fault. */
@NullMarked
package dev.vestnik.engine.problem;

import org.jspecify.annotations.NullMarked;
