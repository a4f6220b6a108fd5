/** What every platform gets and what it answers. */
@NullMarked
package dev.vestnik.push.device;

import org.jspecify.annotations.NullMarked;
