package dev.weir.transcode.vod;

/**
 * What people read of a track. Immutable.
 *
 * @param language ISO 639-2 or BCP 47, as the file has it; {@code und} where it does not say
 * @param title empty where there is none
 */
public record TrackLabel(String language, String title, boolean isDefault, boolean isForced) {}
