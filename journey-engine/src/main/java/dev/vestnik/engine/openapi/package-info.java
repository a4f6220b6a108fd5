/** Parts of the OpenAPI document beyond those that springdoc finds in the controllers. */
@NullMarked
package dev.vestnik.engine.openapi;

import org.jspecify.annotations.NullMarked;
