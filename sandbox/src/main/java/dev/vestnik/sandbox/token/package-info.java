/** Keys on disk and the signed tokens (RFC 7519) that clients prove themselves with. */
@NullMarked
package dev.vestnik.sandbox.token;

import org.jspecify.annotations.NullMarked;
