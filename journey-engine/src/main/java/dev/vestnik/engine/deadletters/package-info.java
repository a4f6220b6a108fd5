/** Lists and shows records that were set aside because nobody could process them, and writes them to their topic again. */
@NullMarked
package dev.vestnik.engine.deadletters;

import org.jspecify.annotations.NullMarked;
