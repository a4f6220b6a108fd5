/** Puts a sender together from its parts: gateways, lanes, reports, status. */
@NullMarked
package dev.vestnik.sender.runtime;

import org.jspecify.annotations.NullMarked;
