package io.mgeosync.net;

import io.mgeosync.manifest.Printable;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One run of a program, without a shell, by a deadline. At the deadline, or when the caller is
 * interrupted, it is killed together with everything that it has started; see {@link Descendants}.
 * A program that ends by itself may leave others behind, such as a service that it has restarted.
 *
 * @param command program and arguments
 * @param environment what is added to the operator's
 * @param input for its standard input, which is empty and closed unless given
 * @param output what becomes of what it prints
 * @param deadline from its start to its end
 */
public record Subprocess(
    List<String> command,
    Map<String, String> environment,
    String input,
    Output output,
    Duration deadline) {
  /** How much of what a program prints is kept: the last of it. */
  public static final int TAIL_BYTES = 8 * 1024;

  private static final File NOTHING = new File("/dev/null");

  /** What becomes of what a program prints. */
  public sealed interface Output {
    /** How many of the last bytes are kept. */
    private int kept() {
      return switch (this) {
        case Shown _ -> 0;
        case Tail _ -> TAIL_BYTES;
        case Answer(int limit) -> limit;
      };
    }

    /** It is printed where we print. */
    record Shown() implements Output {}

    /** Output and errors, in the order of their coming; the last {@value #TAIL_BYTES} bytes. */
    record Tail() implements Output {}

    /**
     * The output alone; what it says on standard error is dropped.
     *
     * @param limit in bytes; what is more is dropped from the front
     */
    record Answer(int limit) implements Output {}
  }

  /** How a run ended. */
  public sealed interface Ending {
    /**
     * By itself.
     *
     * @param printed as the {@link Output} says, read as UTF-8
     */
    record Exited(int status, String printed) implements Ending {}

    /**
     * It was killed at its deadline.
     *
     * @param printed until then
     */
    record Late(String printed) implements Ending {}
  }

  public Subprocess {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** A program whose last words are kept. */
  public static Subprocess of(List<String> command, Duration deadline) {
    return new Subprocess(command, Map.of(), "", new Output.Tail(), deadline);
  }

  /** The same with a variable of its environment. */
  public Subprocess with(String variable, String value) {
    var more = new HashMap<>(environment);
    more.put(variable, value);
    return new Subprocess(command, more, input, output, deadline);
  }

  /** The same with text on its standard input. */
  public Subprocess reading(String text) {
    return new Subprocess(command, environment, text, output, deadline);
  }

  /** The same with another use of what it prints. */
  public Subprocess printing(Output what) {
    return new Subprocess(command, environment, input, what, deadline);
  }

  /**
   * Runs it to its end, or to the deadline.
   *
   * @throws IOException when it cannot be started; the message says why in one line
   */
  public Ending run() throws IOException, InterruptedException {
    var descendants = new Descendants();
    Process process = start(descendants);
    boolean ended = false;
    try {
      Printed printed = Printed.of(process, output.kept());
      writeInput(process);
      ended = process.waitFor(deadline.toNanos(), TimeUnit.NANOSECONDS);
      return ended
          ? new Ending.Exited(process.exitValue(), printed.whenEnded())
          : new Ending.Late(printed.soFar());
    } finally {
      if (!ended) {
        descendants.kill(process);
      }
    }
  }

  private Process start(Descendants descendants) throws IOException {
    var builder = new ProcessBuilder(command);
    OperatorEnvironment.restore(builder.environment());
    builder.environment().putAll(environment);
    descendants.mark(builder.environment());
    if (input.isEmpty()) {
      builder.redirectInput(NOTHING);
    }
    switch (output) {
      case Output.Shown _ ->
          builder.redirectOutput(Redirect.INHERIT).redirectError(Redirect.INHERIT);
      case Output.Tail _ -> builder.redirectErrorStream(true);
      case Output.Answer _ -> builder.redirectError(Redirect.DISCARD);
    }
    try {
      return builder.start();
    } catch (IOException e) {
      throw new IOException(reason(e), e);
    }
  }

  /** The JDK says {@code Cannot run program "x": Exec failed, error: 2 (No such file …)}. */
  private static String reason(IOException failure) {
    String text = String.valueOf(failure.getMessage());
    int open = text.lastIndexOf('(');
    int close = text.lastIndexOf(')');
    return Printable.of(open < 0 || close < open ? text : text.substring(open + 1, close));
  }

  /** On a thread of its own, since a program that reads nothing would hold the writer for ever. */
  private void writeInput(Process process) {
    if (input.isEmpty()) {
      return;
    }
    Thread.ofVirtual()
        .name("program-input")
        .start(
            () -> {
              try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
              } catch (IOException e) {
                // It ended before it had read everything: its exit status says the rest.
              }
            });
  }
}
