/** Who may send for which shop. */
@NullMarked
package dev.vestnik.ingest.security;

import org.jspecify.annotations.NullMarked;
