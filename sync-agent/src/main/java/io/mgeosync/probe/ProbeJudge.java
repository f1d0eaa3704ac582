package io.mgeosync.probe;

import io.mgeosync.gate.Condition.Finding;
import io.mgeosync.gate.Condition.Status;

/**
 * Turns a row of results into one finding.
 *
 * <pre>
 *              rise x Good              Wrong
 *   UNKNOWN &lt;---------------&gt; TRUE &lt;--------------&gt; WRONG
 *      |        fall x Late           rise x Good      ^
 *      +--------------------- Wrong -------------------+
 * </pre>
 *
 * What was proven wrong stays so while answers are late: silence takes back no proof.
 *
 * <p>Confined to one caller at a time.
 */
public final class ProbeJudge {
  private final int fall;
  private final int rise;
  private Status status = Status.UNKNOWN;
  private int good;
  private int late;

  /**
   * @param fall how many late results in a row refuse, at least 1
   * @param rise how many good results in a row recover, at least 1
   */
  public ProbeJudge(int fall, int rise) {
    if (fall < 1 || rise < 1) {
      throw new IllegalArgumentException("fall and rise are at least 1");
    }
    this.fall = fall;
    this.rise = rise;
  }

  /** What was true before the agent started again is so until looks say otherwise. */
  public void believe() {
    status = Status.TRUE;
  }

  public Finding judge(ProbeResult result) {
    switch (result) {
      case ProbeResult.Good _ -> {
        late = 0;
        good++;
        if (good >= rise) {
          status = Status.TRUE;
        }
      }
      case ProbeResult.Wrong _ -> {
        good = 0;
        late = 0;
        status = Status.WRONG;
      }
      case ProbeResult.Late _ -> {
        good = 0;
        late++;
        if (late >= fall && status == Status.TRUE) {
          status = Status.UNKNOWN;
        }
      }
    }
    return new Finding(status, result.reason(), message(result));
  }

  private String message(ProbeResult result) {
    return switch (result) {
      case ProbeResult.Late l when status == Status.TRUE ->
          "%s (%d in a row, refused at %d)".formatted(l.message(), late, fall);
      case ProbeResult.Late l -> "%s (%d in a row)".formatted(l.message(), late);
      case ProbeResult.Good g when status != Status.TRUE ->
          "recovering: %d good in a row, %d needed".formatted(good, rise);
      default -> result.message();
    };
  }
}
