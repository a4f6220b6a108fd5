/** The calls of a service, and the keys that may make them, for their shops. */
@NullMarked
package dev.vestnik.service.access;

import org.jspecify.annotations.NullMarked;
