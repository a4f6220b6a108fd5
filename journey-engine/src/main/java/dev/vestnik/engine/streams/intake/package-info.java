/** Takes in a record or a wake-up, has it decided, and carries the decision out. */
@NullMarked
package dev.vestnik.engine.streams.intake;

import org.jspecify.annotations.NullMarked;
