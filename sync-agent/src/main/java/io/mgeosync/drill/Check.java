package io.mgeosync.drill;

/**
 * One thing that had to hold.
 *
 * @param what in words
 * @param required what was asked
 * @param found what came of it
 */
public record Check(String what, String required, String found, boolean passed) {}
