/** The mail server. */
@NullMarked
package dev.vestnik.sandbox.smtp;

import org.jspecify.annotations.NullMarked;
