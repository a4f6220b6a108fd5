/** The senders beside what their providers allow, at a sandbox that answers after a while. */
@NullMarked
package dev.vestnik.benchmarks.senders;

import org.jspecify.annotations.NullMarked;
