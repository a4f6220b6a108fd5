/** E-mail providers over HTTP: each a class of pure functions. They write and sign the e-mail themselves. */
@NullMarked
package dev.vestnik.email.provider;

import org.jspecify.annotations.NullMarked;
