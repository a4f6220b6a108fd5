/** {@code ./vestnik dead-letters}: what was set aside. */
@NullMarked
package dev.vestnik.standalone.deadletters;

import org.jspecify.annotations.NullMarked;
