/** How the providers behave: well, slowly, or badly on request. */
@NullMarked
package dev.vestnik.sandbox.behaviour;

import org.jspecify.annotations.NullMarked;
