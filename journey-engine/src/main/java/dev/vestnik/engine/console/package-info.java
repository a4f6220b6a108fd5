/** The console: the pages for people, served beside the API that they call. */
@NullMarked
package dev.vestnik.engine.console;

import org.jspecify.annotations.NullMarked;
