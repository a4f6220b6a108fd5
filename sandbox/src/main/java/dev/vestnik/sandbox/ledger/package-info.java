/** The ledger: every message that arrived, on disk before it is answered. */
@NullMarked
package dev.vestnik.sandbox.ledger;

import org.jspecify.annotations.NullMarked;
