/** Errors as RFC 9457 problem details. */
@NullMarked
package dev.vestnik.service.problem;

import org.jspecify.annotations.NullMarked;
