/** Providers with interfaces over HTTP: operators' aggregators and mail services. */
@NullMarked
package dev.vestnik.sandbox.http;

import org.jspecify.annotations.NullMarked;
