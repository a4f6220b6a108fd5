/** The SMS centre. */
@NullMarked
package dev.vestnik.sandbox.smpp;

import org.jspecify.annotations.NullMarked;
