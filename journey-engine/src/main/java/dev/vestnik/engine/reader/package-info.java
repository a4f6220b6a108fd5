/** Reading topics beside the processing. */
@NullMarked
package dev.vestnik.engine.reader;

import org.jspecify.annotations.NullMarked;
