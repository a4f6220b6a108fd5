/** Follow-ups of accepted messages: receipts and reports of phones, kept until they are done. */
@NullMarked
package dev.vestnik.sandbox.followup;

import org.jspecify.annotations.NullMarked;
