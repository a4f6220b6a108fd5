/** The HTTP side: requests, answers, problems. */
@NullMarked
package dev.vestnik.ingest.http;

import org.jspecify.annotations.NullMarked;
