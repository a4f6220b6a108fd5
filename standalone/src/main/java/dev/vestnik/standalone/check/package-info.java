/** Checks journeys, templates and settings in files, and runs their tests, without any server. */
@NullMarked
package dev.vestnik.standalone.check;

import org.jspecify.annotations.NullMarked;
