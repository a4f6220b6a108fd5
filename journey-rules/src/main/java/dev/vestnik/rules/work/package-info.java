/** The cost of computing over other people's texts: counted, so that it is the same on every machine. Pure. */
@NullMarked
package dev.vestnik.rules.work;

import org.jspecify.annotations.NullMarked;
