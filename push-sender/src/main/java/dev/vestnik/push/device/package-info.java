/** The interface of platforms: notices go in, outcomes for devices come out. */
@NullMarked
package dev.vestnik.push.device;

import org.jspecify.annotations.NullMarked;
