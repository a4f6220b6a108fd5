/** The model of definitions: what the log of changes comes to, and what the rules see of it. Pure. */
@NullMarked
package dev.vestnik.rules.definition;

import org.jspecify.annotations.NullMarked;
