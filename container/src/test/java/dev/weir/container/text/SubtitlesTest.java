package dev.weir.container.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaFormatException.Kind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubtitlesTest {
  @Test
  void readsSrt() throws MediaFormatException {
    assertThat(
            read(
                """
                1
                00:00:01,000 --> 00:00:02,500
                <i>Where</i> are <b>they?
                Q&A <3 & a < b

                2
                01:02:03,004 --> 01:02:04,000 X1:10 X2:20
                {\\an8}<font color="#fff">On top</font>

                """))
        .containsExactly(
            new Cue(1000, 2500, "", "<i>Where</i> are <b>they?\nQ&amp;A &lt;3 &amp; a &lt; b</b>"),
            new Cue(3_723_004, 3_724_000, "line:0", "On top"));
  }

  @Test
  void readsSrtOfPeople() throws MediaFormatException {
    // no numbers, no hours, dots, empty lines within, no end, order, times that never come
    assertThat(
            read(
                """

                00:10.5 --> 00:11.25
                late

                still the same
                00:00:01,00 --> 00:00:02,00

                17

                3
                00:00:05,000 --> 00:00:04,000
                never
                4
                00:00:06,000 --> 00:00:07,000
                last\
                """))
        .containsExactly(
            new Cue(1000, 2000, "", "17"),
            new Cue(6000, 7000, "", "last"),
            new Cue(10_500, 11_250, "", "late\nstill the same"));
  }

  @Test
  void readsWebVtt() throws MediaFormatException {
    assertThat(
            read(
                """
                WEBVTT - a film
                Kind: captions

                STYLE
                ::cue { color: red }

                REGION
                id:fred width:40%

                NOTE
                not --a cue

                name of the cue
                00:01.000 --> 00:02.000 align:start line:-1 region:fred position:10%,line-left
                <v.loud Roger Bingham>We &amp; <c.yellow>they</c> <00:01.500><i>here</i>
                second &lt;line&gt;

                100:00:00.000 --> 100:00:01.000
                far
                00:03.000 --> 00:04.000
                near
                """))
        .containsExactly(
            new Cue(
                1000,
                2000,
                "align:start line:-1 position:10%,line-left",
                "<v Roger Bingham>We &amp; they <i>here</i>\nsecond &lt;line&gt;</v>"),
            new Cue(3000, 4000, "", "near"),
            new Cue(360_000_000, 360_001_000, "", "far"));
  }

  @Test
  void readsAss() throws MediaFormatException {
    assertThat(
            read(
                """
                [Script Info]
                Title: A film

                [V4+ Styles]
                Format: Name, Fontname, Bold, Italic
                Style: Default,Arial,0,0
                Style: Thought,Arial,0,-1

                [Events]
                Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
                Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,not said
                Dialogue: 0,0:00:05.00,0:00:06.00,Thought,,0,0,0,,Is it,{\\i0} or{\\i1} not?
                Dialogue: 0,0:00:01.50,0:00:02.75,Default,,0,0,0,,{\\an8\\pos(1,2)}Hello,\\N\\N{\\b1}w<r>d
                Dialogue: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,{\\p1}m 0 0 l 5 5{\\p0}
                """))
        .containsExactly(
            new Cue(1500, 2750, "line:0", "Hello,\n<b>w&lt;r&gt;d</b>"),
            new Cue(5000, 6000, "", "<i>Is it,</i> or <i>not?</i>"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE", "windows-1252"})
  void readsWhatPeopleWriteIn(String charset) throws MediaFormatException {
    String mark = charset.startsWith("UTF-16") ? "\ufeff" : "";
    String srt = mark + "1\r\n00:00:01,000 --> 00:00:02,000\r\nÖl für 5 €\r\n";

    List<Cue> cues = Subtitles.read(Bytes.wrap(srt.getBytes(Charset.forName(charset))));

    assertThat(cues).containsExactly(new Cue(1000, 2000, "", "Öl für 5 €"));
  }

  @Test
  void passesOverTheMarkOfUtf8() throws MediaFormatException {
    assertThat(read("\ufeffWEBVTT\r\r00:01.000 --> 00:02.000\rhello")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "hello", "WEBVTT", "[Events]\n", "1\n00:00:01,000 --> 00:00:02,000\n"})
  void refusesWhatHasNoCue(String text) {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> read(text))
        .returns(Kind.MALFORMED, MediaFormatException::kind);
  }

  /** Each would take hours where the time grew with the square of the length. */
  @ParameterizedTest
  @ValueSource(strings = {"<a", ".b", "x\n", "<v a>", "</i>", "{\\an7", "<b>y</i>", "&amp", "\t"})
  void refusesTextsWithoutEnd(String part) {
    String text = "<v a>" + part.repeat(500_000);
    String ass = "[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,";

    for (String front : List.of("WEBVTT\n\n00:01.000 --> 00:02.000\n", "00:01 --> 00:02\n", ass)) {
      try {
        assertThat(read(front + text + "\n")).hasSize(1);
      } catch (MediaFormatException e) {
        assertThat(e.kind()).isIn(Kind.LIMIT, Kind.MALFORMED);
      }
    }
  }

  @Test
  void refusesMoreThanAnyFilmHas() {
    String cue = "00:00:01,000 --> 00:00:02,000\nx\n";

    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> read(cue.repeat(CueList.MOST_CUES + 1)))
        .returns(Kind.LIMIT, MediaFormatException::kind);
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> Subtitles.read(Bytes.wrap(new byte[Subtitles.MOST_FILE_BYTES + 1])))
        .returns(Kind.LIMIT, MediaFormatException::kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<b>open | <b>open</b>",
        "<i><b>a</i>b</b> | <i><b>a</b></i><b>b</b>",
        "</i>closed | closed",
        "<script>alert(1)</script> | alert(1)",
        "<i onclick='x'>a</i> | <i>a</i>",
        "a --> b | a --&gt; b",
        "<lang en-GB>colour</lang> | <lang en-GB>colour</lang>",
        "<v Bob -->x | <v Bob ->x</v>",
        "<v \u0010>x <v>y | x y",
        "a<br/>b <v1>c | ab &lt;v1&gt;c",
        "<v a&b>x | <v a&amp;b>x</v>",
      })
  void keepsTheTagsThatPlayersKnow(String text, String expected) {
    assertThat(new CueText().marked(text).finish()).isEqualTo(expected);
  }

  @Test
  void readsTimedText() throws MediaFormatException {
    Bytes sample =
        Bytes.ofHex(
            "0008 48c3b67265206d6500000022 7374796c 0002 0000 0004 0001 02 12 ffffffff 0005 0007"
                + " 0001 05 12 ffffffff");

    assertThat(TimedTextReader.read(sample, -500, 2000))
        .contains(new Cue(0, 2000, "", "<i>Höre</i> <b><u>me</u></b>"));
    assertThat(TimedTextReader.read(Bytes.of(0, 0), 0, 1000)).isEmpty();
    assertThat(TimedTextReader.read(Bytes.ofHex("0006 feff 0041 003c"), 0, 1000))
        .contains(new Cue(0, 1000, "", "A&lt;"));
  }

  @Test
  void readsSamplesOfWebVtt() throws MediaFormatException {
    Bytes shown =
        Bytes.ofHex(
            "0000002b 76747463"
                + "00000012 73747467 616c69676e3a656e64 20"
                + "00000011 7061796c 3c693e486f3c2f693e");
    Bytes nothing = Bytes.ofHex("00000008 76747465");

    List<Cue> cues = new ArrayList<>(WebVttSampleReader.read(shown, -500, 1000));
    cues.addAll(WebVttSampleReader.read(shown, 1000, 2000));
    cues.addAll(WebVttSampleReader.read(nothing, 2000, 3000));
    cues.addAll(WebVttSampleReader.read(shown, 3000, 4000));

    assertThat(WebVttSampleReader.joined(cues))
        .containsExactly(
            new Cue(0, 2000, "align:end", "<i>Ho</i>"),
            new Cue(3000, 4000, "align:end", "<i>Ho</i>"));
  }

  @Test
  void refusesTimedTextThatIsCutOff() {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> TimedTextReader.read(Bytes.ofHex("0009 4142"), 0, 1))
        .withMessageStartingWith("tx3g: needs 9 octets");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16BE", "UTF-16LE"})
  void readsWideLettersWithoutAMark(String charset) throws MediaFormatException {
    String srt = "1\n00:00:01,000 --> 00:00:02,000\nÄrger \u0416\n";

    assertThat(Subtitles.read(Bytes.wrap(srt.getBytes(Charset.forName(charset)))))
        .containsExactly(new Cue(1000, 2000, "", "Ärger \u0416"));
  }

  @Test
  void tellsWhereTimesAreWrong() throws MediaFormatException {
    String srt = "1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n0:0:x --> 00:00:04,000\nB\n";
    Bytes file = Bytes.wrap(srt.getBytes(StandardCharsets.UTF_8));

    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> Subtitles.read(file, Subtitles.Faults.REFUSED))
        .withMessage(
            "line 6: expected times such as 00:00:01.000 --> 00:00:02.500,"
                + " found \"0:0:x --> 00:00:04,000\"");
    assertThat(Subtitles.read(file)).hasSize(1);
  }

  @Test
  void arrowsWithinAnAssFileAreText() throws MediaFormatException {
    String ass = "[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,this --> that\n";
    Bytes file = Bytes.wrap(ass.getBytes(StandardCharsets.UTF_8));

    assertThat(Subtitles.read(file, Subtitles.Faults.REFUSED))
        .containsExactly(new Cue(1000, 2000, "", "this --&gt; that"));
  }

  private static List<Cue> read(String text) throws MediaFormatException {
    return Subtitles.read(Bytes.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }
}
