/** Journeys, templates, settings and offers as files: {@code ./vestnik pull}, {@code diff}, {@code apply}. */
@NullMarked
package dev.vestnik.standalone.documents;

import org.jspecify.annotations.NullMarked;
