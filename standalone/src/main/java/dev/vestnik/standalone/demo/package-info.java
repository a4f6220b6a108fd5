/** The demo: all of Vestnik in a minute, with a simulated shop. */
@NullMarked
package dev.vestnik.standalone.demo;

import org.jspecify.annotations.NullMarked;
