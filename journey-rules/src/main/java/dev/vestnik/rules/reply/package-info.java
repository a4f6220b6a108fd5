/** Answers of people to a question by SMS or in a messenger, and their meaning. */
@NullMarked
package dev.vestnik.rules.reply;

import org.jspecify.annotations.NullMarked;
