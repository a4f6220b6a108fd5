/** The push sender: a gateway for each push service, and one for messages to several. */
@NullMarked
package dev.vestnik.push;

import org.jspecify.annotations.NullMarked;
