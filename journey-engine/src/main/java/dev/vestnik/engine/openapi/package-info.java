/** What the OpenAPI document says beyond what springdoc finds in the controllers. */
@NullMarked
package dev.vestnik.engine.openapi;

import org.jspecify.annotations.NullMarked;
