package io.mgeosync.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Standard output. A writer for printing swallows what goes wrong; this one remembers it. */
final class Output extends PrintWriter {
  private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");

  private final Noted noted;
  private final BooleanSupplier pipe;

  /**
   * Prints UTF-8.
   *
   * @param pipe whether a reader stands behind it, who may leave
   */
  Output(OutputStream to, BooleanSupplier pipe) {
    this(new Noted(to), pipe);
  }

  private Output(Noted noted, BooleanSupplier pipe) {
    super(new OutputStreamWriter(noted, StandardCharsets.UTF_8), true);
    this.noted = noted;
    this.pipe = pipe;
  }

  static Output standard() {
    return new Output(new FileOutputStream(FileDescriptor.out), Output::isPipe);
  }

  /**
   * Why something that was printed is lost; null when nothing is. A pipe fails only when its reader
   * left, as {@code head} does: that one knows what it did not want.
   */
  @Nullable IOException failure() {
    return checkError() && !pipe.getAsBoolean() ? noted.failure() : null;
  }

  private static boolean isPipe() {
    try {
      String target = Files.readSymbolicLink(STANDARD_OUTPUT).toString();
      return target.startsWith("pipe:") || target.startsWith("socket:");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private static final class Noted extends FilterOutputStream {
    private @Nullable IOException first;

    Noted(OutputStream to) {
      super(to);
    }

    IOException failure() {
      return first == null ? new IOException("it is closed") : first;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        throw note(e);
      }
    }

    @Override
    public void flush() throws IOException {
      try {
        out.flush();
      } catch (IOException e) {
        throw note(e);
      }
    }

    private IOException note(IOException failure) {
      if (first == null) {
        first = failure;
      }
      return failure;
    }
  }
}
