/** Two versions of the engine on the same topics. */
package dev.vestnik.system.engines;
