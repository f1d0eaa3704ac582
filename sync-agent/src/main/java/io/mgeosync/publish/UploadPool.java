package io.mgeosync.publish;

import io.mgeosync.manifest.Refusal;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.StoredObject;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A few uploads at a time, the largest first, so that the last one running is a short one. */
final class UploadPool {
  private final int parallel;

  UploadPool(int parallel) {
    this.parallel = parallel;
  }

  /** All objects as they are in the store now; the first failure stops the others and is thrown. */
  Map<ObjectKey, StoredObject> run(List<Upload> uploads, Uploader uploader) {
    try (ExecutorService threads = threads()) {
      try {
        return collect(submit(uploads, uploader, threads), uploads.size());
      } catch (ExecutionException e) {
        throw unwrap(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw PublishRefusals.interrupted(e);
      } finally {
        threads.shutdownNow();
      }
    }
  }

  private ExecutorService threads() {
    return Executors.newFixedThreadPool(
        parallel, Thread.ofPlatform().daemon().name("upload-", 1).factory());
  }

  private static ExecutorCompletionService<StoredObject> submit(
      List<Upload> uploads, Uploader uploader, ExecutorService threads) {
    ExecutorCompletionService<StoredObject> running = new ExecutorCompletionService<>(threads);
    uploads.stream()
        .sorted(Comparator.comparingLong(Upload::size).reversed())
        .forEach(upload -> running.submit(() -> uploader.bring(upload)));
    return running;
  }

  private static Map<ObjectKey, StoredObject> collect(
      ExecutorCompletionService<StoredObject> running, int count)
      throws ExecutionException, InterruptedException {
    Map<ObjectKey, StoredObject> written = new HashMap<>();
    for (int i = 0; i < count; i++) {
      StoredObject object = running.take().get();
      written.put(object.key(), object);
    }
    return written;
  }

  private static RuntimeException unwrap(ExecutionException e) {
    if (e.getCause() instanceof Refusal refusal) {
      return refusal;
    }
    return new IllegalStateException("an upload failed in a way that it should not", e.getCause());
  }
}
