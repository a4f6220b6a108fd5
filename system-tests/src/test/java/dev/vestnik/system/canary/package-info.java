/** Marked personal data, driven through a whole installation and looked for where none may be. */
package dev.vestnik.system.canary;
