package io.mgeosync.director.route;

/** What one poll of one node came to. */
public sealed interface PollResult {

  /** One line for the operator. */
  String why();

  /**
   * The node's gate is open.
   *
   * @param lacking what is not proven yet though it is required; empty when all is
   */
  record Ready(NodeInfo told, String lacking) implements PollResult {
    public boolean proven() {
      return lacking.isEmpty();
    }

    @Override
    public String why() {
      return proven() ? "its gate is open" : "its gate is open, but " + lacking;
    }
  }

  /** Something is proven against the node: it must not serve. */
  record Refused(NodeInfo told, String why) implements PollResult {}

  /**
   * The node switches, or is held back by a policy; nothing is proven against it.
   *
   * @param proven whether its service is proven to hold the active release all the same
   */
  record NotNow(NodeInfo told, boolean proven, String why) implements PollResult {}

  /** The node's gate is open, but it asks to be left alone. */
  record Draining(NodeInfo told, String why) implements PollResult {}

  /** No answer in time, none that is a verdict, or one that says that nothing is known. */
  record Unknown(String why) implements PollResult {}
}
