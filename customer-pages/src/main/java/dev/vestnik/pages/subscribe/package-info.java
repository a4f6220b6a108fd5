/** Forms by which people ask for messages, and their second yes. */
@NullMarked
package dev.vestnik.pages.subscribe;

import org.jspecify.annotations.NullMarked;
