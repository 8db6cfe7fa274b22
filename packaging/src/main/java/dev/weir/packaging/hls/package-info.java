/** HLS as text: multivariant and media playlists, and what viewers ask of them. */
package dev.weir.packaging.hls;
