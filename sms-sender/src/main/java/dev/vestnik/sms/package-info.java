/** The SMS sender: SMPP gateways on the sender runtime, and the way of their receipts back. */
@NullMarked
package dev.vestnik.sms;

import org.jspecify.annotations.NullMarked;
