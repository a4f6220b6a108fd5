/** The host of the sandbox: its directory, its address, its clock. */
@NullMarked
package dev.vestnik.sandbox.host;

import org.jspecify.annotations.NullMarked;
