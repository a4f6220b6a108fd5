/** Records that the pages write to Kafka. */
@NullMarked
package dev.vestnik.pages.record;

import org.jspecify.annotations.NullMarked;
