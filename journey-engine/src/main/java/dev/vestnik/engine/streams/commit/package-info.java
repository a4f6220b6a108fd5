/** Commits that make output visible sooner than the next regular one. */
@NullMarked
package dev.vestnik.engine.streams.commit;

import org.jspecify.annotations.NullMarked;
