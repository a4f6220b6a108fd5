/** Everything in one process: the commands behind the launcher. */
@NullMarked
package dev.vestnik.standalone;

import org.jspecify.annotations.NullMarked;
