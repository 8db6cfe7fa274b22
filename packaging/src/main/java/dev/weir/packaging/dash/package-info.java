/** MPEG-DASH as text: the MPD. */
package dev.weir.packaging.dash;
