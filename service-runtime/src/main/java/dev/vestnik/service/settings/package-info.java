/** Reading a service's settings: everything that is wrong with them is named at once, at the start and when they change. */
@NullMarked
package dev.vestnik.service.settings;

import org.jspecify.annotations.NullMarked;
