/** Which calls there are, and whose key may make them for which shops. */
@NullMarked
package dev.vestnik.service.access;

import org.jspecify.annotations.NullMarked;
