/** Checks MPDs against ISO/IEC 23009-1 and DASH-IF IOP. */
package dev.weir.testkit.dash;
