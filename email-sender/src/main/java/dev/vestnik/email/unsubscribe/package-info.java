/** The way out of marketing that an e-mail offers in its header, over SMTP and over HTTP alike. */
@NullMarked
package dev.vestnik.email.unsubscribe;

import org.jspecify.annotations.NullMarked;
