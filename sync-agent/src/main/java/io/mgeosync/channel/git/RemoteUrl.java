package io.mgeosync.channel.git;

import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.transport.ChainingCredentialsProvider;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.NetRCCredentialsProvider;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.jspecify.annotations.Nullable;

/** A repository's address, with what is secret in it kept apart. */
final class RemoteUrl {
  private static final Set<String> SCHEMES = Set.of("https", "http", "ssh", "file");

  private final URIish address;

  private RemoteUrl(URIish address) {
    this.address = address;
  }

  /**
   * @throws IllegalArgumentException when it is none, without repeating it: it may hold a secret
   */
  static RemoteUrl parse(String url) {
    try {
      URIish address = new URIish(url);
      // user@host:path is ssh without saying so; a bare path depends on where we run: not taken.
      boolean scp =
          address.getScheme() == null && address.getHost() != null && address.getUser() != null;
      if (scp || SCHEMES.contains(String.valueOf(address.getScheme()))) {
        return new RemoteUrl(address);
      }
    } catch (URISyntaxException e) {
      // Its message repeats the URL; the refusal below does not.
    }
    throw new IllegalArgumentException(
        "a Git URL reads https://…, ssh://…, user@host:path or file:///…");
  }

  /** Where to connect; the user stays in an ssh address, because there it is no secret. */
  String remote() {
    return (overSsh() ? address.setPass(null) : address.setUser(null).setPass(null)).toString();
  }

  /** For messages. */
  String location() {
    return address.setUser(null).setPass(null).toString();
  }

  /** What to say when asked: the URL's own user and password, else ~/.netrc; never a prompt. */
  CredentialsProvider credentials() {
    CredentialsProvider netrc = new NetRCCredentialsProvider();
    return secret().isEmpty()
        ? netrc
        : new ChainingCredentialsProvider(
            new UsernamePasswordCredentialsProvider(
                orEmpty(address.getUser()), orEmpty(address.getPass())),
            netrc);
  }

  /** The first line of a message, every trace of the secret taken out. */
  String redact(String message) {
    String shown = secret().map(word -> message.replace(word, "***")).orElse(message);
    return shown.lines().findFirst().orElse("");
  }

  private boolean overSsh() {
    return address.getScheme() == null || address.getScheme().equals("ssh");
  }

  /** Over https a user without a password is a token. */
  private Optional<String> secret() {
    Optional<String> password = notEmpty(address.getPass());
    return password.isPresent() || overSsh() ? password : notEmpty(address.getUser());
  }

  private static Optional<String> notEmpty(@Nullable String text) {
    return Optional.ofNullable(text).filter(some -> !some.isEmpty());
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
