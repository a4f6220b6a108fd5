/** The parts that all services' OpenAPI documents have alike. */
@NullMarked
package dev.vestnik.service.openapi;

import org.jspecify.annotations.NullMarked;
