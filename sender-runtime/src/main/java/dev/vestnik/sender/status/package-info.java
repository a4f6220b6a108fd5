/** The view for operations: the sender's lanes, gateways and health. */
@NullMarked
package dev.vestnik.sender.status;

import org.jspecify.annotations.NullMarked;
