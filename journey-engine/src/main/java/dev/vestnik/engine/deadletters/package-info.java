/** What was set aside because nobody could process it: lists it, shows it, writes it to its topic again. */
@NullMarked
package dev.vestnik.engine.deadletters;

import org.jspecify.annotations.NullMarked;
