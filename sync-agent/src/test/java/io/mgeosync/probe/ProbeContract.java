package io.mgeosync.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every probe promises, as the agent calls it; each one inherits these tests. */
@Timeout(60)
public abstract class ProbeContract {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final int LONGEST = 500;

  /** A probe of something that is as it must be. */
  protected abstract Probe good() throws Exception;

  /** A probe of something that answers, and is proven wrong; null where nothing can prove that. */
  protected abstract @Nullable Probe wrong() throws Exception;

  /** A probe of something that does not answer, or says nothing that counts. */
  protected abstract Probe late() throws Exception;

  private static ProbeResult look(Probe probe) {
    return new BoundedProbe("contract", probe, DEADLINE).look();
  }

  @Test
  void whatIsAsItMustBe_isGoodAtEachLook() throws Exception {
    Probe probe = good();
    assertThat(look(probe)).isInstanceOf(ProbeResult.Good.class);
    assertThat(look(probe)).isInstanceOf(ProbeResult.Good.class);
  }

  @Test
  void whatIsProven_isWrongInTheFirstLook() throws Exception {
    Probe probe = wrong();
    if (probe != null) {
      assertThat(look(probe)).isInstanceOf(ProbeResult.Wrong.class);
    }
  }

  @Test
  void whatDoesNotAnswer_isLateAndNeverWrong() throws Exception {
    assertThat(look(late())).isInstanceOf(ProbeResult.Late.class);
  }

  @Test
  void eachResult_hasOneWordForMachinesAndOneLineForPeople() throws Exception {
    tells(look(good()));
    tells(look(late()));
    Probe wrong = wrong();
    if (wrong != null) {
      tells(look(wrong));
    }
  }

  private static void tells(ProbeResult result) {
    assertThat(result.reason()).matches("[A-Z][A-Za-z]+").isNotEqualTo("ProbeFailed");
    assertThat(result.message())
        .isNotBlank()
        .hasSizeLessThan(LONGEST)
        .doesNotContainPattern("\\p{Cntrl}");
  }
}
