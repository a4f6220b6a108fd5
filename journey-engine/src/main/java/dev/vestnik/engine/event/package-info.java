/** Events as the rules see them. Pure. */
@NullMarked
package dev.vestnik.engine.event;

import org.jspecify.annotations.NullMarked;
