/** The HTTP API of those who help customers, and the page where customers help themselves. */
@NullMarked
package dev.vestnik.engine.support;

import org.jspecify.annotations.NullMarked;
