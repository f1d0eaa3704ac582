package io.mgeosync.probe.gpu.nvidia;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * The matrix product that a GPU must get right: {@code product.ptx} beside this class, which says
 * what it multiplies.
 */
final class Product {
  static final int SIDE = 16;
  static final long BYTES = (long) SIDE * SIDE * Integer.BYTES;

  /** The name of its entry in the PTX text. */
  static final String ENTRY = "product";

  private Product() {}

  /** PTX, which every driver translates for the GPU that it finds. */
  static String code() {
    try (InputStream code = Product.class.getResourceAsStream("product.ptx")) {
      if (code == null) {
        throw new IllegalStateException("product.ptx is not in the program");
      }
      return new String(code.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read product.ptx in the program", e);
    }
  }

  static int expected(int row, int column) {
    int sum = 0;
    for (int k = 0; k < SIDE; k++) {
      sum += (row * SIDE + k) * (k * SIDE + column);
    }
    return sum;
  }

  /**
   * @throws WrongProductException at the first element that differs
   */
  static void check(String uuid, MemorySegment result) {
    for (int i = 0; i < SIDE * SIDE; i++) {
      int found = result.getAtIndex(JAVA_INT, i);
      int expected = expected(i / SIDE, i % SIDE);
      if (found != expected) {
        throw new WrongProductException(uuid, i / SIDE, i % SIDE, found, expected);
      }
    }
  }
}
