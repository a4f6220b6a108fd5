/** Apple's push service. */
@NullMarked
package dev.vestnik.sandbox.apns;

import org.jspecify.annotations.NullMarked;
