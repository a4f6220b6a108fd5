/** Gateways within their limits: window, rate, circuit, and what the lanes may take of them. */
@NullMarked
package dev.vestnik.sender.gateway;

import org.jspecify.annotations.NullMarked;
