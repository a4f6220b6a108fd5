/** A service's way to its cluster: addresses, layout, the registry. */
@NullMarked
package dev.vestnik.service.kafka;

import org.jspecify.annotations.NullMarked;
