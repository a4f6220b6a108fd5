/** Where this sandbox lives: its directory and its address. */
@NullMarked
package dev.vestnik.sandbox.host;

import org.jspecify.annotations.NullMarked;
