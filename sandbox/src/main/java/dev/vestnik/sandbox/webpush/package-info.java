/** The browsers' push service, and the browser behind it. */
@NullMarked
package dev.vestnik.sandbox.webpush;

import org.jspecify.annotations.NullMarked;
