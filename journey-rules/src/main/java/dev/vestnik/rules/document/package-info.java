/** Documents that people write, in JSON or YAML: read so that every fault is found at once, each with its path. */
@NullMarked
package dev.vestnik.rules.document;

import org.jspecify.annotations.NullMarked;
