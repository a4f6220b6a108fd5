/** What happens after a message was accepted: receipts and what phones report, kept until it is done. */
@NullMarked
package dev.vestnik.sandbox.followup;

import org.jspecify.annotations.NullMarked;
