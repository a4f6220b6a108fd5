/** Why a customer got something of a journey, or did not: what was decided, and the entries, recomputed from the topic of events. */
@NullMarked
package dev.vestnik.engine.explain;

import org.jspecify.annotations.NullMarked;
