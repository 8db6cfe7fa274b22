package dev.weir.container.mp4;

import dev.weir.container.box.SampleEntry;
import java.util.List;
import java.util.Optional;

/**
 * A track with what is needed to read it. Immutable, but for the file behind it.
 *
 * @param chapterTracks IDs of tracks whose samples are its chapters
 */
record LoadedTrack(
    Mp4Track track,
    Optional<TrackMedia> media,
    Optional<SampleEntry> entry,
    List<Integer> chapterTracks) {}
