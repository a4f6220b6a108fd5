/** Web Push to browsers: RFC 8030, 8188, 8291, 8292. */
@NullMarked
package dev.vestnik.push.web;

import org.jspecify.annotations.NullMarked;
