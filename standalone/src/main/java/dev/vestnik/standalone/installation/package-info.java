/** One installation on this machine: its directory, its ports, its services. */
@NullMarked
package dev.vestnik.standalone.installation;

import org.jspecify.annotations.NullMarked;
