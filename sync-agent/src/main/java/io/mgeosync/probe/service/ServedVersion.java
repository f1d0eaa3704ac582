package io.mgeosync.probe.service;

import java.util.Optional;

/**
 * What the service says it has loaded, word for word.
 *
 * @param digest of the manifest, when the service reports one
 */
public record ServedVersion(String version, Optional<String> digest) {}
