/** Journeys tried out: one customer, chosen events, a virtual clock; tests of journeys as documents. Nothing is sent or stored. */
@NullMarked
package dev.vestnik.rules.testrun;

import org.jspecify.annotations.NullMarked;
