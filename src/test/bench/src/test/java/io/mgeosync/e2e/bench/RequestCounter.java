package io.mgeosync.e2e.bench;

import java.nio.charset.StandardCharsets;

/**
 * Counts requests in what a client sends over HTTP/1.1, wherever the pieces are cut: each request
 * line ends in the protocol's name, and S3 reads have no bodies that could hold it by chance.
 */
final class RequestCounter {
  private static final byte[] END_OF_REQUEST_LINE =
      " HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII);

  private int matched;

  /** How many request lines end in this piece. */
  int count(byte[] piece, int length) {
    int requests = 0;
    for (int i = 0; i < length; i++) {
      matched = next(piece[i]);
      if (matched == END_OF_REQUEST_LINE.length) {
        requests++;
        matched = 0;
      }
    }
    return requests;
  }

  /** No part of the pattern but its first byte, the space, begins it anew. */
  private int next(byte seen) {
    if (seen == END_OF_REQUEST_LINE[matched]) {
      return matched + 1;
    }
    return seen == END_OF_REQUEST_LINE[0] ? 1 : 0;
  }
}
