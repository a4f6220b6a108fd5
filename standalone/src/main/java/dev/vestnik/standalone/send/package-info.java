/** The command that posts a file of events. */
@NullMarked
package dev.vestnik.standalone.send;

import org.jspecify.annotations.NullMarked;
