/**
 * The gates between "this step sends" and "it is sent": one class per gate, in the order of {@link dev.vestnik.rules.gate.GateOrder}.
 */
@NullMarked
package dev.vestnik.rules.gate;

import org.jspecify.annotations.NullMarked;
