/** Google's push service, with its token endpoint. */
@NullMarked
package dev.vestnik.sandbox.fcm;

import org.jspecify.annotations.NullMarked;
