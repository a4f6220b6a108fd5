/** E-mails that mailbox providers write about ours: delivery status notifications (RFC 3464) and complaints (RFC 5965). */
@NullMarked
package dev.vestnik.email.bounce;

import org.jspecify.annotations.NullMarked;
