/** Gateways within their limits: window, rate, circuit, and each lane's share of them. */
@NullMarked
package dev.vestnik.sender.gateway;

import org.jspecify.annotations.NullMarked;
