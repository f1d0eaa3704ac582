package io.mgeosync.failover.route;

/** What one poll of one node came to. */
public sealed interface Sighting {

  /** One line for the operator. */
  String why();

  /**
   * The node's gate is open.
   *
   * @param lacking what is not proven yet though it is required; empty when all is
   */
  record Ready(Told told, String lacking) implements Sighting {
    public boolean proven() {
      return lacking.isEmpty();
    }

    @Override
    public String why() {
      return proven() ? "its gate is open" : "its gate is open, but " + lacking;
    }
  }

  /** The node itself says that it must not serve. */
  record Refused(Told told, String why) implements Sighting {}

  /** The node's gate is open, but it asks to be left alone. */
  record Draining(Told told, String why) implements Sighting {}

  /** No answer in time, or none that is a verdict. */
  record Unknown(String why) implements Sighting {}
}
