/** The commands of the launcher, which run all of Vestnik in one process. */
@NullMarked
package dev.vestnik.standalone;

import org.jspecify.annotations.NullMarked;
