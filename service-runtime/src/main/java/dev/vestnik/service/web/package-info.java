/** The web server that each service has of its own, and the clock. */
@NullMarked
package dev.vestnik.service.web;

import org.jspecify.annotations.NullMarked;
