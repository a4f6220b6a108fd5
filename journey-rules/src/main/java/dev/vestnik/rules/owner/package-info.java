/** What one key asks another that owns the answer, and what comes back. */
@NullMarked
package dev.vestnik.rules.owner;

import org.jspecify.annotations.NullMarked;
