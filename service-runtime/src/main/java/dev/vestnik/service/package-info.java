/** The parts that every service shares. */
@NullMarked
package dev.vestnik.service;

import org.jspecify.annotations.NullMarked;
