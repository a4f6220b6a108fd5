/** Links of messages that tell of a click, and the picture that tells of an opening. */
@NullMarked
package dev.vestnik.sender.tracking;

import org.jspecify.annotations.NullMarked;
