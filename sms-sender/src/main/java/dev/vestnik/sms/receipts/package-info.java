/** Providers' receipts on their way to the messages they belong to. */
@NullMarked
package dev.vestnik.sms.receipts;

import org.jspecify.annotations.NullMarked;
