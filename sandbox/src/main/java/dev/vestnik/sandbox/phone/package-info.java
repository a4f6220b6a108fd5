/** Push services of Android phones that have none of Google's: Huawei Push Kit and RuStore, below {@code /providers}. */
@NullMarked
package dev.vestnik.sandbox.phone;

import org.jspecify.annotations.NullMarked;
