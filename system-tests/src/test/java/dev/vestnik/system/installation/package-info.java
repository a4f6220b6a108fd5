/** A whole Vestnik as a user has it: a process that `./vestnik up` starts, and its HTTP interface. */
package dev.vestnik.system.installation;
