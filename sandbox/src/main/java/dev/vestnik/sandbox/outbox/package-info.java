/** The outbox: received messages as the customer would see them. */
@NullMarked
package dev.vestnik.sandbox.outbox;

import org.jspecify.annotations.NullMarked;
