package dev.weir.transcode.live;

import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** A sink that keeps what it is told. Guarded by itself. */
final class KeptRungs implements RungSink {
  private final Map<Integer, Track> tracks = new TreeMap<>();
  private final Map<Integer, List<MediaSample>> pictures = new TreeMap<>();
  private final CompletableFuture<Optional<String>> end = new CompletableFuture<>();

  @Override
  public synchronized void onTrack(int rung, Track track) {
    tracks.put(rung, track);
    notifyAll();
  }

  @Override
  public synchronized void onPicture(int rung, MediaSample picture) {
    pictures.computeIfAbsent(rung, _ -> new ArrayList<>()).add(picture);
    notifyAll();
  }

  @Override
  public void onEnd(Optional<String> failure) {
    end.complete(failure);
  }

  synchronized List<Track> tracks() {
    return List.copyOf(tracks.values());
  }

  synchronized List<MediaSample> pictures(int rung) {
    return List.copyOf(pictures.getOrDefault(rung, List.of()));
  }

  List<Long> moments(int rung) {
    return pictures(rung).stream().map(MediaSample::ptsTicks).toList();
  }

  List<Long> keyMoments(int rung) {
    return pictures(rung).stream()
        .filter(MediaSample::keyframe)
        .map(MediaSample::ptsTicks)
        .toList();
  }

  /** Blocks until a rung has so many. */
  synchronized void awaitPictures(int rung, int count) throws InterruptedException {
    while (pictures.getOrDefault(rung, List.of()).size() < count) {
      wait();
    }
  }

  /** Blocks until the end. */
  Optional<String> failure() {
    return end.join();
  }
}
