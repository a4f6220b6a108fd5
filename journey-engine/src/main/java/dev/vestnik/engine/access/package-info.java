/** Who may call which part of the API. */
@NullMarked
package dev.vestnik.engine.access;

import org.jspecify.annotations.NullMarked;
