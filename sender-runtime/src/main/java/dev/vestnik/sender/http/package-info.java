/** HTTP to providers: knows whether a request was written, reads bounded answers. */
@NullMarked
package dev.vestnik.sender.http;

import org.jspecify.annotations.NullMarked;
