package io.mgeosync.e2e.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The model that answers now, and its replacement without a request ever seeing none. */
final class ModelHolder implements AutoCloseable {

  /** Work on the model of the moment. */
  interface Use<T> {
    T with(LoadedModel model) throws Exception;
  }

  private final Path current;
  // Readers are requests; the writer only swaps a reference, so that no session closes
  // beneath a running request.
  private final ReadWriteLock inUse = new ReentrantReadWriteLock();
  private LoadedModel model;

  ModelHolder(Path current) throws IOException {
    this.current = current;
    this.model = LoadedModel.load(current);
  }

  Path current() {
    return current;
  }

  <T> T use(Use<T> work) throws Exception {
    inUse.readLock().lock();
    try {
      return work.with(model);
    } finally {
      inUse.readLock().unlock();
    }
  }

  /** Loads {@code current} again; if that fails, the old model goes on answering. */
  LoadedModel.Identity reload() throws IOException {
    return take(LoadedModel.load(current));
  }

  /** Loads another release than {@code current} names, as a service does that was told wrongly. */
  LoadedModel.Identity reload(Path other, boolean mapped) throws IOException {
    LoadedModel fresh = LoadedModel.load(other);
    if (mapped) {
      fresh.mapped().map(other);
    }
    return take(fresh);
  }

  private LoadedModel.Identity take(LoadedModel fresh) {
    swap(fresh).close();
    return fresh.identity();
  }

  private LoadedModel swap(LoadedModel fresh) {
    inUse.writeLock().lock();
    try {
      LoadedModel old = model;
      model = fresh;
      return old;
    } finally {
      inUse.writeLock().unlock();
    }
  }

  @Override
  public void close() {
    inUse.writeLock().lock();
    try {
      model.close();
    } finally {
      inUse.writeLock().unlock();
    }
  }
}
