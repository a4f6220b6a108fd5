/** Why things are decided: closed sets whose labels are relied upon outside. */
@NullMarked
package dev.vestnik.rules.reason;

import org.jspecify.annotations.NullMarked;
