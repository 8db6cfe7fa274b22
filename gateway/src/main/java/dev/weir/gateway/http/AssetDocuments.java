package dev.weir.gateway.http;

import static java.util.stream.Collectors.groupingBy;

import dev.weir.gateway.http.LibraryRoute.Shelves;
import dev.weir.library.Asset;
import dev.weir.library.Chapter;
import dev.weir.library.JobProgress;
import dev.weir.library.Rendition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * Films as the API shows them, gathered from all shelves: by as many questions for a page of them
 * as for one. Thread-safe; blocks.
 */
public final class AssetDocuments {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final Shelves shelves;

  public AssetDocuments(Shelves shelves) {
    this.shelves = shelves;
  }

  List<AssetJson> of(List<Asset> assets) {
    List<String> ids = assets.stream().map(Asset::id).toList();
    Map<String, List<Rendition>> renditions =
        shelves.renditions().of(ids).stream().collect(groupingBy(Rendition::asset));
    Map<String, List<Chapter>> chapters = shelves.assets().chapters(ids);
    Map<String, List<JobProgress>> jobs =
        shelves.jobs().progress(ids).stream().collect(groupingBy(JobProgress::asset));
    return assets.stream()
        .map(asset ->
            AssetJson.of(
                asset,
                renditions.getOrDefault(asset.id(), List.of()),
                chapters.getOrDefault(asset.id(), List.of()),
                jobs.getOrDefault(asset.id(), List.of())))
        .toList();
  }

  AssetJson of(Asset asset) {
    return of(List.of(asset)).getFirst();
  }

  /** A film as JSON; empty where there is none. */
  public Optional<String> text(String id) {
    return shelves.assets().find(id).map(asset -> JSON.writeValueAsString(of(asset)));
  }
}
