/** What all services' OpenAPI documents say alike. */
@NullMarked
package dev.vestnik.service.openapi;

import org.jspecify.annotations.NullMarked;
