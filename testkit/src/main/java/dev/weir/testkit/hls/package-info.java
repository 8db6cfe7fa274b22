/** Checks HLS playlists against RFC 8216bis. */
package dev.weir.testkit.hls;
