/** Keys on disk, and the signed tokens (RFC 7519) with which clients prove their identity. */
@NullMarked
package dev.vestnik.sandbox.token;

import org.jspecify.annotations.NullMarked;
