/** The API keys of an installation: made, replaced, taken away. */
@NullMarked
package dev.vestnik.standalone.keys;

import org.jspecify.annotations.NullMarked;
