/** The SMS sender: SMPP gateways on the sender runtime, and the correlation of their receipts. */
@NullMarked
package dev.vestnik.sms;

import org.jspecify.annotations.NullMarked;
