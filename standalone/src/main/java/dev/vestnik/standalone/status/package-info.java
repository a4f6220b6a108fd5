/** The command that shows the state of all parts. */
@NullMarked
package dev.vestnik.standalone.status;

import org.jspecify.annotations.NullMarked;
