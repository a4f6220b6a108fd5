/** The push sender: one gateway over APNs, FCM and Web Push. */
@NullMarked
package dev.vestnik.push;

import org.jspecify.annotations.NullMarked;
