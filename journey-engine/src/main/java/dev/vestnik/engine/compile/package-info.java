/** Threads on which documents from outside are compiled, so that none of them can stop or delay anything else. */
@NullMarked
package dev.vestnik.engine.compile;

import org.jspecify.annotations.NullMarked;
