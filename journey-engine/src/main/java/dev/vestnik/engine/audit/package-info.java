/** The audit trail: who called what of the API, and when. */
@NullMarked
package dev.vestnik.engine.audit;

import org.jspecify.annotations.NullMarked;
