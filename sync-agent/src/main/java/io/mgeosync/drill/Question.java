package io.mgeosync.drill;

/**
 * One request and what tells its right answer.
 *
 * @param body JSON, sent as it stands here
 */
public record Question(String body, RightAnswer right) {}
