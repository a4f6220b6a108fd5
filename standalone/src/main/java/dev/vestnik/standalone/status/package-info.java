/** Shows what runs. */
@NullMarked
package dev.vestnik.standalone.status;

import org.jspecify.annotations.NullMarked;
