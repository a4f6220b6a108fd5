/** Apple's push service. */
@NullMarked
package dev.vestnik.push.apns;

import org.jspecify.annotations.NullMarked;
