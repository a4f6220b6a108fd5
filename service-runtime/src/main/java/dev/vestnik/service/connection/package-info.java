/** The bounds of a connection, and the headers for browsers on every answer. */
@NullMarked
package dev.vestnik.service.connection;

import org.jspecify.annotations.NullMarked;
