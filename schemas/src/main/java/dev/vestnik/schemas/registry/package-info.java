/** The schema registry's REST protocol, as far as Vestnik needs it. */
@NullMarked
package dev.vestnik.schemas.registry;

import org.jspecify.annotations.NullMarked;
