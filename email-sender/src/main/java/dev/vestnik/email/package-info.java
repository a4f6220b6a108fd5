/** The e-mail sender: letters over pooled SMTP. */
@NullMarked
package dev.vestnik.email;

import org.jspecify.annotations.NullMarked;
