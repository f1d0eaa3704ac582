package io.mgeosync.store;

/**
 * An object as it was seen once. Reading through it reads that very object or fails with {@link
 * ObjectChangedException}.
 *
 * @param size in bytes
 * @param tag opaque; changes whenever the object's bytes are replaced (an ETag, or inode, size and
 *     mtime)
 */
public record StoredObject(ObjectKey key, long size, String tag) {}
