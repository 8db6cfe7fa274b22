package dev.weir.transcode;

import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * A TrueType font of slanted seven-segment digits, with colon, full stop, minus and space, drawn
 * here so that the demonstration needs no font from outside. Only the tables that FreeType asks for
 * (OpenType 1.9.1 §"Font Tables"), with check sums of zero, which it does not look at. Stateless.
 */
final class SegmentFont {
  private static final int UNITS_PER_EM = 1000;
  private static final int DIGIT_WIDTH = 480;
  private static final int DIGIT_ADVANCE = 640;
  private static final int DOT_ADVANCE = 260;
  private static final int THICKNESS = 96;
  private static final int GAP = 8;
  private static final double SLANT = 0.1;
  private static final int ON_CURVE = 1;

  /** Segments a to g of the digits 0 to 9, a in the lowest bit. */
  private static final int[] DIGITS = {0x3F, 0x06, 0x5B, 0x4F, 0x66, 0x6D, 0x7D, 0x07, 0x7F, 0x6F};

  private static final int MINUS = 0x40;

  private SegmentFont() {}

  static Bytes create() {
    var glyphs = glyphs();
    var glyf = new ByteWriter();
    var loca = new ByteWriter().u32(0);
    var hmtx = new ByteWriter();
    for (Glyph glyph : glyphs) {
      glyf.bytes(glyph.outline());
      loca.u32(glyf.length());
      hmtx.u16(glyph.advance()).u16(0);
    }
    var tables = new TreeMap<String, Bytes>();
    tables.put("cmap", cmap());
    tables.put("glyf", glyf.toBytes());
    tables.put("head", head());
    tables.put("hhea", hhea(glyphs.size()));
    tables.put("hmtx", hmtx.toBytes());
    tables.put("loca", loca.toBytes());
    tables.put("maxp", maxp(glyphs.size()));
    return file(tables);
  }

  /** In the order that {@link #cmap} counts on. */
  private static List<Glyph> glyphs() {
    var glyphs = new ArrayList<Glyph>();
    glyphs.add(new Glyph(DIGIT_ADVANCE, List.of()));
    glyphs.add(new Glyph(DIGIT_ADVANCE, List.of()));
    glyphs.add(new Glyph(DIGIT_ADVANCE, segments(MINUS)));
    glyphs.add(new Glyph(DOT_ADVANCE, List.<int[][]>of(dot(0))));
    for (int digit : DIGITS) {
      glyphs.add(new Glyph(DIGIT_ADVANCE, segments(digit)));
    }
    glyphs.add(new Glyph(DOT_ADVANCE, List.of(dot(220), dot(684))));
    return glyphs;
  }

  private static List<int[][]> segments(int bits) {
    int left = THICKNESS / 2;
    int right = DIGIT_WIDTH - THICKNESS / 2;
    int bottom = THICKNESS / 2;
    int top = UNITS_PER_EM - THICKNESS / 2;
    int middle = UNITS_PER_EM / 2;
    int[][][] all = {
      horizontal(left, right, top),
      vertical(right, middle, top),
      vertical(right, bottom, middle),
      horizontal(left, right, bottom),
      vertical(left, bottom, middle),
      vertical(left, middle, top),
      horizontal(left, right, middle)
    };
    var lit = new ArrayList<int[][]>();
    for (int i = 0; i < all.length; i++) {
      if ((bits >> i & 1) == 1) {
        lit.add(all[i]);
      }
    }
    return lit;
  }

  private static int[][] horizontal(int fromX, int toX, int y) {
    int half = THICKNESS / 2;
    int from = fromX + GAP;
    int to = toX - GAP;
    return new int[][] {
      {from, y},
      {from + half, y + half},
      {to - half, y + half},
      {to, y},
      {to - half, y - half},
      {from + half, y - half}
    };
  }

  private static int[][] vertical(int x, int fromY, int toY) {
    int half = THICKNESS / 2;
    int from = fromY + GAP;
    int to = toY - GAP;
    return new int[][] {
      {x, from},
      {x - half, from + half},
      {x - half, to - half},
      {x, to},
      {x + half, to - half},
      {x + half, from + half}
    };
  }

  private static int[][] dot(int bottom) {
    int left = (DOT_ADVANCE - THICKNESS) / 2 - 40;
    int right = left + THICKNESS;
    int top = bottom + THICKNESS;
    return new int[][] {{left, bottom}, {left, top}, {right, top}, {right, bottom}};
  }

  /** Format 12 for Unicode: space, then minus and full stop, then digits and colon. */
  private static Bytes cmap() {
    return new ByteWriter()
        .u16(0)
        .u16(1)
        .u16(3)
        .u16(10)
        .u32(12)
        .u16(12)
        .u16(0)
        .u32(16 + 3 * 12)
        .u32(0)
        .u32(3)
        .u32(' ')
        .u32(' ')
        .u32(1)
        .u32('-')
        .u32('.')
        .u32(2)
        .u32('0')
        .u32(':')
        .u32(4)
        .toBytes();
  }

  private static Bytes head() {
    return new ByteWriter()
        .u32(0x10000)
        .u32(0x10000)
        .u32(0)
        .u32(0x5F0F3CF5L)
        .u16(0)
        .u16(UNITS_PER_EM)
        .u64(0)
        .u64(0)
        .u16(0)
        .u16(0)
        .u16(DIGIT_ADVANCE)
        .u16(UNITS_PER_EM)
        .u16(0)
        .u16(8)
        .u16(2)
        .u16(1)
        .u16(0)
        .toBytes();
  }

  private static Bytes hhea(int glyphs) {
    return new ByteWriter()
        .u32(0x10000)
        .u16(UNITS_PER_EM)
        .u16(0)
        .u16(0)
        .u16(DIGIT_ADVANCE)
        .zeros(6)
        .u16(1)
        .zeros(14)
        .u16(glyphs)
        .toBytes();
  }

  private static Bytes maxp(int glyphs) {
    return new ByteWriter()
        .u32(0x10000)
        .u16(glyphs)
        .u16(64)
        .u16(8)
        .zeros(4)
        .u16(2)
        .zeros(16)
        .toBytes();
  }

  private static Bytes file(SequencedMap<String, Bytes> tables) {
    var directory = new ByteWriter().u32(0x10000).u16(tables.size()).zeros(6);
    var body = new ByteWriter();
    int bodyAt = 12 + 16 * tables.size();
    for (Map.Entry<String, Bytes> table : tables.entrySet()) {
      directory.fourCc(table.getKey()).u32(0);
      directory.u32(bodyAt + body.length()).u32(table.getValue().length());
      body.bytes(table.getValue()).zeros(-body.length() & 3);
    }
    return directory.bytes(body.toBytes()).toBytes();
  }

  /** Closed polygons of straight lines, and how far the next glyph stands. Immutable. */
  private record Glyph(int advance, List<int[][]> polygons) {
    /** A simple glyph (OpenType 1.9.1 §"glyf"), padded to four octets; empty without polygons. */
    Bytes outline() {
      if (polygons.isEmpty()) {
        return Bytes.EMPTY;
      }
      var outline = new ByteWriter().u16(polygons.size());
      outline.u16(0).u16(0).u16(DIGIT_ADVANCE).u16(UNITS_PER_EM);
      int points = 0;
      for (int[][] polygon : polygons) {
        points += polygon.length;
        outline.u16(points - 1);
      }
      outline.u16(0);
      for (int i = 0; i < points; i++) {
        outline.u8(ON_CURVE);
      }
      writeDeltas(outline, 0);
      writeDeltas(outline, 1);
      return outline.zeros(-outline.length() & 3).toBytes();
    }

    private void writeDeltas(ByteWriter outline, int axis) {
      int last = 0;
      for (int[][] polygon : polygons) {
        for (int[] point : polygon) {
          int value = axis == 0 ? point[0] + (int) (point[1] * SLANT) : point[1];
          outline.u16(value - last & 0xFFFF);
          last = value;
        }
      }
    }
  }
}
