/** Clicks and openings of messages: told from those of machines, and recorded. */
@NullMarked
package dev.vestnik.pages.message;

import org.jspecify.annotations.NullMarked;
