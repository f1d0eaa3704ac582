package io.mgeosync.channel;

/**
 * Where the channel is read from: the store, or a Git repository. Each call ends within its own
 * deadline.
 */
public interface ChannelSource extends AutoCloseable {

  /**
   * The channel as its source has it now, checked for form but not yet for rollback or expiry.
   *
   * @throws io.mgeosync.manifest.Refusal of kind {@code UNAVAILABLE} when the source cannot be
   *     asked, of another kind when it answered and the answer cannot be used
   */
  Channel read();

  /** For messages, without anything secret. */
  String location();

  /** How an operator extends the channel's expiry, in the imperative; without anything secret. */
  String renewal();

  /**
   * How an operator writes it so that nodes follow it again, in the imperative; without anything
   * secret.
   *
   * @param seen the highest sequence that a node has seen
   */
  String correction(long seen);

  @Override
  void close();
}
