package dev.plenum.platform.graphql;

/**
 * The request was carried out before, and a newer change has undone it since. A late
 * repetition does not bring it back.
 */
public record Superseded() implements Refusal {
}
