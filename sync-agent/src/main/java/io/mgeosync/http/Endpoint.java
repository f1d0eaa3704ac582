package io.mgeosync.http;

/** Makes the answer to one request from the last snapshot, without any I/O unless it says so. */
@FunctionalInterface
public interface Endpoint {
  /**
   * Answers at once.
   *
   * @throws io.mgeosync.manifest.Refusal when the request cannot be granted: its reason and remedy
   *     become the answer
   */
  Answer answer(Request request);

  /** Something that is only begun here. */
  static Endpoint begins(Runnable action) {
    return request -> {
      action.run();
      return Answer.json(202, "{\"accepted\":true}");
    };
  }
}
