/** Questions of one key to another that owns the answer, and the replies. */
@NullMarked
package dev.vestnik.rules.owner;

import org.jspecify.annotations.NullMarked;
