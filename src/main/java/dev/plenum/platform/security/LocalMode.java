package dev.plenum.platform.security;

import java.util.Map;

/**
 * The server runs without an issuer and signs tokens itself. The bean exists in local
 * mode only.
 *
 * @param tokens ready tokens by subject, in the order {@code attendee},
 * {@code exhibitor}, {@code organiser}, {@code admin}; good for seven days from the start
 */
public record LocalMode(Map<String, String> tokens) {

}
