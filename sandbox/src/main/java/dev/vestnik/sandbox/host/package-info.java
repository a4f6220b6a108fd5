/** The host of the sandbox: its directory and its address. */
@NullMarked
package dev.vestnik.sandbox.host;

import org.jspecify.annotations.NullMarked;
