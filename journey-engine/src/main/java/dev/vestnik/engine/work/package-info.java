/** What computing over other people's texts may cost: counted, so that it is the same on every machine. Pure. */
@NullMarked
package dev.vestnik.engine.work;

import org.jspecify.annotations.NullMarked;
