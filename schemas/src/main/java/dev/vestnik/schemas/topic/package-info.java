/** The topics: names, partitions, retention, what is in them. */
@NullMarked
package dev.vestnik.schemas.topic;

import org.jspecify.annotations.NullMarked;
