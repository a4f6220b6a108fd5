/** The arguments and the failure of a command. */
@NullMarked
package dev.vestnik.standalone.command;

import org.jspecify.annotations.NullMarked;
