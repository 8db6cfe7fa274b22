/** What the rule checkers of playlists and manifests have in common. */
package dev.weir.testkit.rules;
