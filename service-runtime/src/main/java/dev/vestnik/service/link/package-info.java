/** The links that customers get: what their tokens hold, how they are sealed, where they lead. */
@NullMarked
package dev.vestnik.service.link;

import org.jspecify.annotations.NullMarked;
