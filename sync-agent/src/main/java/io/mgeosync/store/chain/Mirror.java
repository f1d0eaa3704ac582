package io.mgeosync.store.chain;

import io.mgeosync.store.StoreReader;

/**
 * A source that may hold what the origin holds, nearer or faster; it may also be away, incomplete,
 * out of date or a liar.
 *
 * @param name for logs; without secrets
 */
public record Mirror(String name, StoreReader reader) {}
