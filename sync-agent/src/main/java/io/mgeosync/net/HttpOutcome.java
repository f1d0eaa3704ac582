package io.mgeosync.net;

/** How a {@link HttpCall} ended. */
public sealed interface HttpOutcome permits HttpAnswer, NoAnswer {}
