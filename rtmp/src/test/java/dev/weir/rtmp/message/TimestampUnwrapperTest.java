package dev.weir.rtmp.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimestampUnwrapperTest {
  private final TimestampUnwrapper timestamps = new TimestampUnwrapper();

  @Test
  void goesOnBeyondThirtyTwoBits() throws Exception {
    assertThat(timestamps.unwrap(0xFFFFFFF0)).isEqualTo(0xFFFFFFF0L);
    assertThat(timestamps.unwrap(0x00000010)).isEqualTo(0x100000010L);
  }

  @Test
  void keepsStepsBack() throws Exception {
    timestamps.unwrap(0xFFFFFFF0);
    timestamps.unwrap(5);

    assertThat(timestamps.unwrap(0xFFFFFFFE)).isEqualTo(0xFFFFFFFEL);
    assertThat(timestamps.unwrap(6)).isEqualTo(0x100000006L);
  }

  @Test
  void goesBelowZeroBeforeItsBeginning() throws Exception {
    timestamps.unwrap(0);

    assertThat(timestamps.unwrap(-20)).isEqualTo(-20);
  }

  @Test
  void doesNotFollowTimestampsThatStandAlone() throws Exception {
    timestamps.unwrap(0x7FFFFFF0);

    assertThat(timestamps.nearLast(0)).isZero();
    assertThat(timestamps.unwrap(0x80000010)).isEqualTo(0x80000010L);
  }
}
