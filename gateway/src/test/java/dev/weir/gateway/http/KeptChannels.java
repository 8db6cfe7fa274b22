package dev.weir.gateway.http;

import dev.weir.access.ChannelEditor;
import dev.weir.access.PublishKey;
import dev.weir.library.Channels;
import dev.weir.library.StreamKeys;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** Channels of a server's library that are on air at another. Confined to its test. */
final class KeptChannels {
  final List<PublishKey> revoked = new ArrayList<>();
  final ChannelsRoute route;

  KeptChannels(ApiServer server, LiveServer live) {
    var shelves =
        new ChannelEditor.Shelves(new Channels(server.database), new StreamKeys(server.database));
    var editor =
        new ChannelEditor(shelves, live.directory, revoked::add, new SecureRandom(), server.clock);
    var stage = new ChannelsRoute.Stage(live.directory, live.registry, live.viewers);
    route = new ChannelsRoute(server.calls, stage, () -> editor);
  }
}
