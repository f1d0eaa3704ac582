package io.mgeosync.drill;

/** One way of taking one node out and bringing it back. */
public interface Outage {
  /**
   * Takes it out; new requests may go there for a moment longer.
   *
   * @throws io.mgeosync.manifest.Refusal when it cannot; the node may be out all the same
   */
  void takeOut();

  /**
   * Brings it back; may be called again, also when it is not out.
   *
   * @throws io.mgeosync.manifest.Refusal when it cannot
   */
  void bringBack();

  /** What {@link #takeOut} does, for the operator to agree to. */
  String plan();

  /** How an operator does by hand what {@link #bringBack} could not, and what happens without. */
  String byHand();
}
