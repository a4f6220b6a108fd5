/** Behaviour of the providers: good, slow, or bad on request. */
@NullMarked
package dev.vestnik.sandbox.behaviour;

import org.jspecify.annotations.NullMarked;
