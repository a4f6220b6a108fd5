/** The access tokens that go with requests to push services. */
@NullMarked
package dev.vestnik.push.access;

import org.jspecify.annotations.NullMarked;
