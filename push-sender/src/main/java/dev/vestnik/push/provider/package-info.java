/** Push services over HTTP that take a phone's token: each a class of pure functions beside one platform that does the wire. */
@NullMarked
package dev.vestnik.push.provider;

import org.jspecify.annotations.NullMarked;
