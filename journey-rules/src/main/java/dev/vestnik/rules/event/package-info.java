/** Events as the rules see them. Pure. */
@NullMarked
package dev.vestnik.rules.event;

import org.jspecify.annotations.NullMarked;
