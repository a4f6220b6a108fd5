/** Google's push service, HTTP v1. */
@NullMarked
package dev.vestnik.push.fcm;

import org.jspecify.annotations.NullMarked;
