/** The e-mail sender: writes and signs e-mails, hands them over by pooled SMTP. */
@NullMarked
package dev.vestnik.email;

import org.jspecify.annotations.NullMarked;
