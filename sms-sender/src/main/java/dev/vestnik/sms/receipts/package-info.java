/** Providers' receipts on their way to the messages they belong to, and the parts of people's replies on their way to each other. */
@NullMarked
package dev.vestnik.sms.receipts;

import org.jspecify.annotations.NullMarked;
