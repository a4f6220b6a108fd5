/** What a connection may take of us, and what every answer on it says to browsers. */
@NullMarked
package dev.vestnik.service.connection;

import org.jspecify.annotations.NullMarked;
