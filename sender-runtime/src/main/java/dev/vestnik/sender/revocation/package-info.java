/** Revocations: messages that the engine has taken back. */
@NullMarked
package dev.vestnik.sender.revocation;

import org.jspecify.annotations.NullMarked;
