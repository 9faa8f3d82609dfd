package dev.plenum.certificate;

import dev.plenum.platform.graphql.Refusal;
import dev.plenum.programme.Event;

/**
 * The caller has not attended enough.
 *
 * @param event the event
 */
record CertificateNotEarned(Event event) implements Refusal {
}
