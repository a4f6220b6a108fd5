/** Answers of HTTP servers that may be of any length and take any time, read within bounds. */
@NullMarked
package dev.vestnik.schemas.http;

import org.jspecify.annotations.NullMarked;
