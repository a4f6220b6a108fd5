/** What operators watch: dashboards, rules, metrics, each compared with what a running system has. */
package dev.vestnik.system.watch;
