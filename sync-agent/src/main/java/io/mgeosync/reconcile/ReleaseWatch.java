package io.mgeosync.reconcile;

import io.mgeosync.activate.ActiveRelease;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.verify.VerifiedBundle;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that a file of the active release was touched, and has it verified again. The look itself
 * only asks the file system for sizes, times and inodes; the verification runs elsewhere, one at a
 * time.
 */
public final class ReleaseWatch {
  private static final Logger log = LoggerFactory.getLogger(ReleaseWatch.class);

  private final BundleName bundle;

  /** How many looks are left out after a verification that came to nothing; more each time. */
  private static final int FIRST_PAUSE = 12;

  private static final int LONGEST_PAUSE = 720;

  private final FullVerification fullCheck;
  private final LinkWatch link;
  private final StateHolder state;
  private final Executor worker;
  private final Runnable onResult;
  private final AtomicBoolean pending = new AtomicBoolean();
  private final AtomicInteger pause = new AtomicInteger();
  private volatile int nextPause = FIRST_PAUSE;

  /**
   * Watches one bundle's release.
   *
   * @param onResult called when a verification has ended and the state says how: what was proven
   *     wrong must close the gate at once, not at the next look
   */
  ReleaseWatch(
      BundleName bundle,
      FullVerification fullCheck,
      LinkWatch link,
      StateHolder state,
      Executor worker,
      Runnable onResult) {
    this.bundle = bundle;
    this.fullCheck = fullCheck;
    this.link = link;
    this.state = state;
    this.worker = worker;
    this.onResult = onResult;
  }

  /**
   * What is merely touched is not proven wrong: the gate stays as it is until the verification has
   * ended.
   */
  void lookAtRelease(BundleState now) {
    if (now.integrity() instanceof Integrity.Proven
        && pause.updateAndGet(ReleaseWatch::less) == 0) {
      now.active().flatMap(ActiveRelease::touched).ifPresent(this::verifyAgain);
    }
  }

  private static int less(int looks) {
    return Math.max(0, looks - 1);
  }

  /**
   * Verifies every byte of the active release again, soon; a second request before that is the same
   * request.
   *
   * @return whether this is the first
   */
  public boolean verifyAgain(String why) {
    boolean first = pending.compareAndSet(false, true);
    if (first) {
      log.info("{}: {}: verifying the active release", bundle, why);
      worker.execute(this::verifyRelease);
    }
    return first;
  }

  private void verifyRelease() {
    try {
      link.mendLink();
      state.get().active().ifPresent(this::verifyRelease);
    } finally {
      pending.set(false);
      onResult.run();
    }
  }

  private void verifyRelease(ActiveRelease release) {
    try {
      VerifiedBundle verified = fullCheck.of(release.name(), release.pin());
      state.update(s -> s.verifiedAgain(release, verified));
      nextPause = FIRST_PAUSE;
      log.info("{}: {} is intact", bundle, release.pin());
    } catch (Refusal refusal) {
      notVerified(release, refusal);
    }
  }

  private void notVerified(ActiveRelease release, Refusal refusal) {
    if (Integrity.isBrokenBy(refusal)) {
      log.error("{}: {}", bundle, refusal.getMessage());
      state.update(s -> s.foundBroken(release, new Integrity.Broken(refusal.reason())));
    } else {
      pause.set(nextPause);
      nextPause = Math.min(LONGEST_PAUSE, 2 * nextPause);
      log.warn("{}: the active release cannot be verified now: {}", bundle, refusal.getMessage());
    }
  }
}
