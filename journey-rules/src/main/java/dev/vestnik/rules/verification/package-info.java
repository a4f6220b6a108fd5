/** Codes by which people show that an address is theirs: made, sent, limited, verified. An owner too; pure. */
@NullMarked
package dev.vestnik.rules.verification;

import org.jspecify.annotations.NullMarked;
