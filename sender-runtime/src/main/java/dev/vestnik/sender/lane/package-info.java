/** The lanes: consume, guard by attempts, send within the window, report, all in transactions. */
@NullMarked
package dev.vestnik.sender.lane;

import org.jspecify.annotations.NullMarked;
