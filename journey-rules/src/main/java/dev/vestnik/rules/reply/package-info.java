/** What people answer to a question by SMS or in a messenger, and what they mean by it. */
@NullMarked
package dev.vestnik.rules.reply;

import org.jspecify.annotations.NullMarked;
