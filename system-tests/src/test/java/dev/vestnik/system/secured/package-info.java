/** The services on a cluster that is closed: TLS, passwords, certificates, rights. */
package dev.vestnik.system.secured;
