package io.mgeosync.probe.service;

import io.mgeosync.base.Deadline;
import io.mgeosync.probe.service.Testimony.Silent;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One witness, asked on a thread of its own. A look that hangs costs that thread until it comes
 * back, and no second one is begun before. Confined to one caller at a time.
 */
final class WitnessSlot {
  private @Nullable FutureTask<Testimony> look;
  private @Nullable Thread looker;
  private boolean hung;

  void askWitness(Callable<Testimony> witness) {
    hung = look != null && !look.isDone();
    if (!hung) {
      look = new FutureTask<>(witness);
      looker = Thread.ofPlatform().daemon().name("witness").start(look);
    }
  }

  /**
   * What it says.
   *
   * @param until when it is waited for no longer
   */
  Testimony hear(Deadline until) throws InterruptedException {
    if (look == null || hung) {
      return new Silent("Hung", "the last look has not come back yet");
    }
    try {
      return look.get(until.leftNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      leaveSlot();
      return new Silent("Timeout", "a look at what is served does not end in time");
    } catch (InterruptedException e) {
      leaveSlot();
      throw e;
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return new Silent(
          "ProbeFailed", cause.getClass().getSimpleName() + ": " + cause.getMessage());
    }
  }

  private void leaveSlot() {
    if (looker != null) {
      looker.interrupt();
    }
  }
}
