package io.mgeosync.cli;

/** Work to be done if a signal ends the program before this is closed. */
final class AtShutdown implements AutoCloseable {
  private final Thread hook;

  AtShutdown(String name, Runnable work) {
    this.hook = new Thread(work, name);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // A signal was faster: the work is being done.
    }
  }
}
