package io.mgeosync.channel.git;

import io.mgeosync.disk.DurableFiles;
import io.mgeosync.disk.Modes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectStream;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/** The bare clone on this node's disk. Everything in it can be fetched again. */
final class GitCache {
  private static final String OUR_REF = "refs/mgeo-sync/channel";

  private final Path directory;
  private final GitRemote remote;

  GitCache(Path directory, GitRemote remote) {
    this.directory = directory;
    this.remote = remote;
  }

  /** What a commit has at the path, if anything. */
  record Found(String commit, Optional<byte[]> bytes) {}

  /**
   * The file as the ref has it now.
   *
   * @param advertised where the remote says that the ref stands; nothing is fetched when it is here
   * @param maxBytes a larger file is cut to one byte more, for its reader to refuse
   */
  Found read(Ref advertised, String path, int maxBytes) throws IOException, GitAPIException {
    try (Git git = open()) {
      Repository repository = git.getRepository();
      if (!Objects.equals(advertised.getObjectId(), repository.resolve(OUR_REF))) {
        fetchRef(git, advertised.getName());
      }
      return blob(repository, path, maxBytes);
    }
  }

  /** Throws the clone away; the next read starts with a new one. */
  void discardClone() {
    DurableFiles.deleteTree(directory);
  }

  private Git open() throws IOException, GitAPIException {
    if (RepositoryCache.FileKey.isGitRepository(directory.toFile(), FS.DETECTED)) {
      return Git.open(directory.toFile());
    }
    if (Files.exists(directory)) {
      discardClone();
    }
    // What JGit makes in it follows the umask.
    Files.createDirectories(directory, Modes.newPrivateFolder());
    return Git.init().setBare(true).setDirectory(directory.toFile()).call();
  }

  private void fetchRef(Git git, String ref) throws GitAPIException {
    remote.fetch(git, new RefSpec("+" + ref + ":" + OUR_REF));
  }

  private static Found blob(Repository repository, String path, int maxBytes) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      RevCommit commit = walk.parseCommit(repository.resolve(OUR_REF));
      try (TreeWalk tree = TreeWalk.forPath(repository, path, commit.getTree())) {
        return new Found(commit.name(), bytes(repository, tree, maxBytes));
      }
    }
  }

  private static Optional<byte[]> bytes(
      Repository repository, @Nullable TreeWalk tree, int maxBytes) throws IOException {
    if (tree == null || tree.getFileMode(0).getObjectType() != Constants.OBJ_BLOB) {
      return Optional.empty();
    }
    try (ObjectStream blob = repository.open(tree.getObjectId(0)).openStream()) {
      return Optional.of(blob.readNBytes(maxBytes + 1));
    }
  }
}
