/** Lists of customers that were uploaded: reading them from CSV, and the topic that keeps them. */
@NullMarked
package dev.vestnik.engine.list;

import org.jspecify.annotations.NullMarked;
