/** A real Kafka broker and a real schema registry on this machine: for standalone and for every module's tests. */
@NullMarked
package dev.vestnik.embedded;

import org.jspecify.annotations.NullMarked;
