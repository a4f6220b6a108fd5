/** The contract between Vestnik's services: schemas, topics, serdes. */
@NullMarked
package dev.vestnik.schemas;

import org.jspecify.annotations.NullMarked;
