/** What stands between "this step sends" and "it is sent": one class per gate, in the order that {@link dev.vestnik.rules.gate.GateOrder} says. */
@NullMarked
package dev.vestnik.rules.gate;

import org.jspecify.annotations.NullMarked;
