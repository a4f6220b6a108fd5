/** The model of definitions: the state that the log of changes comes to, and the rules' view of it. Pure. */
@NullMarked
package dev.vestnik.rules.definition;

import org.jspecify.annotations.NullMarked;
