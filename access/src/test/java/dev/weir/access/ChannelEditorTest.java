package dev.weir.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.access.ChannelRefusal.Code;
import dev.weir.library.Channel;
import dev.weir.library.ChannelPolicies;
import dev.weir.library.Channels;
import dev.weir.library.Database;
import dev.weir.library.DatabaseAddress;
import dev.weir.library.DatabaseException;
import dev.weir.library.StreamKey;
import dev.weir.library.StreamKeys;
import dev.weir.testkit.ManualClock;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelEditorTest {
  private static final InetAddress FAR = InetAddress.ofLiteral("203.0.113.9");

  @TempDir private Path folder;
  private final ManualClock clock = new ManualClock(5_000);
  private final List<PublishKey> revoked = new ArrayList<>();
  private Database database;
  private ChannelDirectory directory;
  private ChannelEditor editor;
  private Authoriser authoriser;

  @BeforeEach
  void open() {
    database = Database.open(new DatabaseAddress.Sqlite(folder.resolve("weir.db")));
    start();
  }

  private void start() {
    var filed = new FixedChannel(ChannelPolicies.DEFAULT, List.of(Secret.of("one")));
    directory = new ChannelDirectory(Map.of("filed", filed), new SecureRandom(), clock);
    var shelves = new ChannelEditor.Shelves(new Channels(database), new StreamKeys(database));
    editor = new ChannelEditor(shelves, directory, revoked::add, new SecureRandom(), clock);
    editor.load();
    authoriser = new Authoriser(AccessConfig.DEFAULT, directory, clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private KnownChannel create(String name) throws ChannelRefusal {
    return editor.create(
        new Channel(name, Optional.empty(), ChannelPolicies.DEFAULT, 0, 0), "studio");
  }

  private Decision publish(String secret) {
    return authoriser.authorise(
        new AccessRequest(
            Action.PUBLISH, Optional.empty(), Optional.of(Secret.of(secret)), FAR, Via.DIRECT));
  }

  private static void assertRefused(Code code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ChannelRefusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  @Test
  void aNewChannelIsPublishedWithItsKeyAlone() throws Exception {
    KnownChannel made = create("made");
    StreamKey key = made.keys().getFirst();

    String secret = editor.reveal("made", key.id());

    assertThat(secret).matches("wk_[0-9A-Za-z]{36}");
    assertThat(key.label()).isEqualTo("studio");
    assertThat(made.channel().createdMillis()).isEqualTo(5_000);
    assertThat(publish(secret)).isEqualTo(new Decision.Allowed("made", "made#" + key.id()));
  }

  @Test
  void isTheSameAfterAnotherStart() throws Exception {
    KnownChannel made = create("made");
    editor.change("made", old -> old.withTitle(Optional.of("Made")));
    String secret = editor.reveal("made", made.keys().getFirst().id());
    publish(secret);
    editor.writeUses();

    start();

    KnownChannel known = directory.find("made").orElseThrow();
    assertThat(known.channel().title()).contains("Made");
    assertThat(known.keys().getFirst().usedMillis()).hasValue(5_000);
    assertThat(publish(secret)).isInstanceOf(Decision.Allowed.class);
  }

  @Test
  void aNameIsMadeOnce() throws Exception {
    create("made");

    assertRefused(Code.TAKEN, () -> create("made"));
    assertRefused(Code.TAKEN, () -> create("filed"));
  }

  @Test
  void whatAnotherServerHasMadeIsLearntOf() throws Exception {
    KnownChannel made = create("made");
    var other = directory;
    start();
    KnownChannel more = create("more");
    directory = other;
    var shelves = new ChannelEditor.Shelves(new Channels(database), new StreamKeys(database));
    var first = new ChannelEditor(shelves, other, revoked::add, new SecureRandom(), clock);

    assertRefused(Code.TAKEN, () -> first.create(more.channel(), ""));

    assertThat(other.find("more")).contains(more);
    assertThat(other.find("made")).contains(made);
  }

  @Test
  void whatTheFileHasIsNotChanged() {
    assertRefused(Code.FIXED, () -> editor.change("filed", old -> old));
    assertRefused(Code.FIXED, () -> editor.remove("filed"));
    assertRefused(Code.FIXED, () -> editor.addKey("filed", ""));
    assertRefused(Code.FIXED, () -> editor.removeKey("filed", "1"));
    assertRefused(Code.FIXED, () -> editor.reveal("filed", "1"));
  }

  @Test
  void whatIsNotThereIsMissing() throws Exception {
    create("made");

    assertRefused(Code.MISSING, () -> editor.change("none", old -> old));
    assertRefused(Code.MISSING, () -> editor.remove("none"));
    assertRefused(Code.MISSING, () -> editor.addKey("none", ""));
    assertRefused(Code.MISSING, () -> editor.removeKey("made", "none"));
    assertRefused(Code.MISSING, () -> editor.reveal("made", "none"));
  }

  @Test
  void aKeyIsChangedForAnotherWhileBothOpen() throws Exception {
    String oldId = create("made").keys().getFirst().id();
    String oldSecret = editor.reveal("made", oldId);

    String secret = editor.reveal("made", editor.addKey("made", "new").id());

    assertThat(publish(oldSecret)).isInstanceOf(Decision.Allowed.class);
    assertThat(publish(secret)).isInstanceOf(Decision.Allowed.class);
    assertThat(revoked).isEmpty();

    editor.removeKey("made", oldId);

    assertThat(publish(oldSecret)).isInstanceOf(Decision.Denied.class);
    assertThat(publish(secret)).isInstanceOf(Decision.Allowed.class);
    assertThat(revoked).containsExactly(new PublishKey("made", oldId));
  }

  @Test
  void aChannelGoesWithItsKeys() throws Exception {
    String id = create("made").keys().getFirst().id();
    String secret = editor.reveal("made", id);

    editor.remove("made");

    assertThat(publish(secret)).isInstanceOf(Decision.Denied.class);
    assertThat(revoked).containsExactly(new PublishKey("made", id));
    assertThat(create("made").keys()).hasSize(1);
  }

  @Test
  void publishersComeInWhileTheDatabaseIsAway() throws Exception {
    String secret = editor.reveal("made", create("made").keys().getFirst().id());

    database.close();

    assertThat(publish(secret)).isInstanceOf(Decision.Allowed.class);
    assertThat(directory.find("made")).isPresent();
    assertThatThrownBy(() -> create("more")).isInstanceOf(DatabaseException.class);
    assertThatThrownBy(() -> editor.writeUses()).isInstanceOf(DatabaseException.class);
    assertThat(directory.find("more")).isEmpty();
    assertThat(directory.uses().unwritten()).hasSize(1);
  }
}
