/** Providers over HTTP: the wire, which knows whether a request was written, and gateways made of a provider's pure functions. */
@NullMarked
package dev.vestnik.sender.http;

import org.jspecify.annotations.NullMarked;
