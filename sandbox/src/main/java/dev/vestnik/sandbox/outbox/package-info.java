/** What the providers received, as the customer would see it. */
@NullMarked
package dev.vestnik.sandbox.outbox;

import org.jspecify.annotations.NullMarked;
