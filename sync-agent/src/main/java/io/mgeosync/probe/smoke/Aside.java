package io.mgeosync.probe.smoke;

import java.time.Duration;

/** Work beside the looks, so that none of them waits for it. */
@FunctionalInterface
public interface Aside {
  /** Runs it after the pause, on another thread. */
  void after(Duration pause, Runnable work);

  /** Each on a thread of its own, since a call of the driver may hang for ever. */
  static Aside threads() {
    return (pause, work) ->
        Thread.ofPlatform()
            .daemon()
            .name("gpu-proof")
            .start(
                () -> {
                  try {
                    Thread.sleep(pause);
                    work.run();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
  }
}
