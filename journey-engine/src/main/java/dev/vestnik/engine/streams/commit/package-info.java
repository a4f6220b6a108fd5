/** When what was done becomes visible sooner than at the next regular commit. */
@NullMarked
package dev.vestnik.engine.streams.commit;

import org.jspecify.annotations.NullMarked;
