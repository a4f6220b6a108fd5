/** The phones and browsers that show a push message and may report on it. */
@NullMarked
package dev.vestnik.sandbox.device;

import org.jspecify.annotations.NullMarked;
