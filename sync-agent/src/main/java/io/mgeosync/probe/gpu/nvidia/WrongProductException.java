package io.mgeosync.probe.gpu.nvidia;

import io.mgeosync.probe.gpu.GpuException;

/** A GPU that computes, and wrongly. */
public final class WrongProductException extends GpuException {
  private final int row;
  private final int column;

  public WrongProductException(String uuid, int row, int column, int found, int expected) {
    super(
        Kind.MISMATCH,
        "WrongProduct",
        "%s computes wrongly: a product has %d at row %d, column %d and should have %d"
            .formatted(uuid, found, row, column, expected),
        "take it out of service and run dcgmi diag -r 3; replace the GPU if that fails",
        null);
    this.row = row;
    this.column = column;
  }

  public int row() {
    return row;
  }

  public int column() {
    return column;
  }
}
